"""What .NET writes dates and numbers with in each culture (CLDR's data): a row of fields between bars.

Read from the running program; the narrow space that newer data has in front of AM and PM is a plain one, as Windows writes it.
"""

# ruff: noqa: RUF001 - the names are those of their languages.

from __future__ import annotations

ROWS: tuple[str, ...] = (
    "|Invariant Language (Invariant Country)|Invariant Language (Invariant Country)|127|MM/dd/yyyy|dddd, dd MMMM yyyy|HH:mm|HH:mm:ss|"
    "MMMM dd|yyyy MMMM|AM,PM|/|January,February,March,April,May,June,July,August,September,October,November,December||Jan,Feb,Mar,"
    "Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec||Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday|Sun,Mon,Tue,Wed,Thu,Fri,Sat|0|.|,|"
    "¤|0,0|0|-|ivl|iv|2",
    "en-US|English (United States)|English (United States)|1033|M/d/yyyy|dddd, MMMM d, yyyy|h:mm tt|h:mm:ss tt|MMMM d|"
    "MMMM yyyy|AM,PM|/|January,February,March,April,May,June,July,August,September,October,November,December||Jan,Feb,Mar,Apr,May,"
    "Jun,Jul,Aug,Sep,Oct,Nov,Dec||Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday|Sun,Mon,Tue,Wed,Thu,Fri,Sat|0|.|,|$|0,1|1|"
    "-|eng|en|2",
    "en-GB|English (United Kingdom)|English (United Kingdom)|2057|dd/MM/yyyy|dddd, d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|am,pm|"
    "/|January,February,March,April,May,June,July,August,September,October,November,December||Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sept,"
    "Oct,Nov,Dec||Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday|Sun,Mon,Tue,Wed,Thu,Fri,Sat|1|.|,|£|0,1|1|-|eng|en|2",
    "en-AU|English (Australia)|English (Australia)|3081|d/M/yyyy|dddd, d MMMM yyyy|h:mm tt|h:mm:ss tt|d MMMM|MMMM yyyy|am,"
    "pm|/|January,February,March,April,May,June,July,August,September,October,November,December||Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,"
    "Sept,Oct,Nov,Dec|Jan,Feb,Mar,Apr,May,June,July,Aug,Sept,Oct,Nov,Dec|Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday|"
    "Sun,Mon,Tue,Wed,Thu,Fri,Sat|1|.|,|$|0,1|1|-|eng|en|2",
    "en-CA|English (Canada)|English (Canada)|4105|M/d/yyyy|dddd, MMMM d, yyyy|h:mm tt|h:mm:ss tt|MMMM d|MMMM yyyy|a.m.,"
    "p.m.|/|January,February,March,April,May,June,July,August,September,October,November,December||Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,"
    "Sep,Oct,Nov,Dec||Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday|Sun,Mon,Tue,Wed,Thu,Fri,Sat|0|.|,|$|0,1|1|-|eng|en|2",
    "de-DE|German (Germany)|Deutsch (Deutschland)|1031|dd.MM.yyyy|dddd, d. MMMM yyyy|HH:mm|HH:mm:ss|d. MMMM|MMMM yyyy|AM,PM|.|Januar,"
    "Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember||Jan,Feb,Mär,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez|"
    "Jan.,Feb.,März,Apr.,Mai,Juni,Juli,Aug.,Sept.,Okt.,Nov.,Dez.|Sonntag,Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag|So,Mo,"
    "Di,Mi,Do,Fr,Sa|1|,|.|€|3,8|0|-|deu|de|2",
    "de-AT|German (Austria)|Deutsch (Österreich)|3079|dd.MM.yyyy|dddd, d. MMMM yyyy|HH:mm|HH:mm:ss|d. MMMM|MMMM yyyy|AM,PM|.|Jänner,"
    "Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember||Jän,Feb,Mär,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez|"
    "Jän.,Feb.,März,Apr.,Mai,Juni,Juli,Aug.,Sep.,Okt.,Nov.,Dez.|Sonntag,Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag|So,Mo,Di,"
    "Mi,Do,Fr,Sa|1|,|\u00a0|€|2,9|0|-|deu|de|2",
    "de-CH|German (Switzerland)|Deutsch (Schweiz)|2055|dd.MM.yyyy|dddd, d. MMMM yyyy|HH:mm|HH:mm:ss|d. MMMM|MMMM yyyy|AM,PM|.|Januar,"
    "Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember||Jan,Feb,Mär,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez|"
    "Jan.,Feb.,März,Apr.,Mai,Juni,Juli,Aug.,Sept.,Okt.,Nov.,Dez.|Sonntag,Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag|So,Mo,"
    "Di,Mi,Do,Fr,Sa|1|.|\u2019|CHF|2,2|1|-|deu|de|2",
    "fr-FR|French (France)|français (France)|1036|dd/MM/yyyy|dddd d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|AM,PM|/|janvier,"
    "février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre||janv.,févr.,mars,avr.,mai,juin,juil.,août,sept.,"
    "oct.,nov.,déc.||dimanche,lundi,mardi,mercredi,jeudi,vendredi,samedi|dim.,lun.,mar.,mer.,jeu.,ven.,sam.|1|,|\u202f|€|3,8|0|-|fra|"
    "fr|2",
    "fr-CA|French (Canada)|français (Canada)|3084|yyyy-MM-dd|dddd d MMMM yyyy|HH 'h' mm|HH 'h' mm 'min' ss 's'|d MMMM|MMMM yyyy|a.m.,"
    "p.m.|-|janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre||janv.,févr.,mars,avr.,mai,juin,"
    "juill.,août,sept.,oct.,nov.,déc.||dimanche,lundi,mardi,mercredi,jeudi,vendredi,samedi|dim.,lun.,mar.,mer.,jeu.,ven.,sam.|0|,|"
    "\u00a0|$|3,8|0|-|fra|fr|2",
    "it-IT|Italian (Italy)|italiano (Italia)|1040|dd/MM/yyyy|dddd d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|AM,PM|/|gennaio,"
    "febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre||gen,feb,mar,apr,mag,giu,lug,ago,set,ott,"
    "nov,dic||domenica,lunedì,martedì,mercoledì,giovedì,venerdì,sabato|dom,lun,mar,mer,gio,ven,sab|1|,|.|€|3,8|1|-|ita|it|2",
    "es-ES|Spanish (Spain)|español (España)|3082|d/M/yyyy|dddd, d 'de' MMMM 'de' yyyy|H:mm|H:mm:ss|d 'de' MMMM|MMMM 'de' yyyy|"
    "a.\u00a0m.,p.\u00a0m.|/|enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre||ene,feb,mar,"
    "abr,may,jun,jul,ago,sept,oct,nov,dic||domingo,lunes,martes,miércoles,jueves,viernes,sábado|dom,lun,mar,mié,jue,vie,sáb|1|,|.|€|"
    "3,8|0|-|spa|es|2",
    "nl-NL|Dutch (Netherlands)|Nederlands (Nederland)|1043|dd-MM-yyyy|dddd d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|a.m.,p.m.|-|"
    "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december||jan,feb,mrt,apr,mei,jun,jul,aug,sep,"
    "okt,nov,dec||zondag,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag|zo,ma,di,wo,do,vr,za|1|,|.|€|2,12|1|-|nld|nl|2",
    "pt-BR|Portuguese (Brazil)|português (Brasil)|1046|dd/MM/yyyy|dddd, d 'de' MMMM 'de' yyyy|HH:mm|HH:mm:ss|d 'de' MMMM|"
    "MMMM 'de' yyyy|AM,PM|/|janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro||jan.,fev.,mar.,"
    "abr.,mai.,jun.,jul.,ago.,set.,out.,nov.,dez.||domingo,segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,sábado|"
    "dom.,seg.,ter.,qua.,qui.,sex.,sáb.|0|,|.|R$|2,9|1|-|por|pt|2",
    "pt-PT|Portuguese (Portugal)|português (Portugal)|2070|dd/MM/yyyy|dddd, d 'de' MMMM 'de' yyyy|HH:mm|HH:mm:ss|d 'de' MMMM|"
    "MMMM 'de' yyyy|da manhã,da tarde|/|janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro||"
    "jan.,fev.,mar.,abr.,mai.,jun.,jul.,ago.,set.,out.,nov.,dez.||domingo,segunda-feira,terça-feira,quarta-feira,quinta-feira,"
    "sexta-feira,sábado|domingo,segunda,terça,quarta,quinta,sexta,sábado|0|,|\u00a0|€|3,8|1|-|por|pt|2",
    "pl-PL|Polish (Poland)|polski (Polska)|1045|d.MM.yyyy|dddd, d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|AM,PM|.|styczeń,luty,"
    "marzec,kwiecień,maj,czerwiec,lipiec,sierpień,wrzesień,październik,listopad,grudzień|stycznia,lutego,marca,kwietnia,maja,czerwca,"
    "lipca,sierpnia,września,października,listopada,grudnia|sty,lut,mar,kwi,maj,cze,lip,sie,wrz,paź,lis,gru||niedziela,poniedziałek,"
    "wtorek,środa,czwartek,piątek,sobota|niedz.,pon.,wt.,śr.,czw.,pt.,sob.|1|,|\u00a0|zł|3,8|1|-|pol|pl|2",
    "sv-SE|Swedish (Sweden)|svenska (Sverige)|1053|yyyy-MM-dd|dddd d MMMM yyyy|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|fm,em|-|januari,"
    "februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december||jan.,feb.,mars,apr.,maj,juni,juli,aug.,sep.,okt.,"
    "nov.,dec.||söndag,måndag,tisdag,onsdag,torsdag,fredag,lördag|sön,mån,tis,ons,tors,fre,lör|1|,|\u00a0|kr|3,8|0|\u2212|swe|sv|2",
    "da-DK|Danish (Denmark)|dansk (Danmark)|1030|dd.MM.yyyy|dddd 'den' d. MMMM yyyy|HH.mm|HH.mm.ss|d. MMMM|MMMM yyyy|AM,PM|.|januar,"
    "februar,marts,april,maj,juni,juli,august,september,oktober,november,december||jan.,feb.,mar.,apr.,maj,jun.,jul.,aug.,sep.,okt.,"
    "nov.,dec.||søndag,mandag,tirsdag,onsdag,torsdag,fredag,lørdag|søn.,man.,tirs.,ons.,tors.,fre.,lør.|1|,|.|kr.|3,8|0|-|dan|da|2",
    "nb-NO|Norwegian Bokmål (Norway)|norsk bokmål (Norge)|1044|dd.MM.yyyy|dddd d. MMMM yyyy|HH:mm|HH:mm:ss|d. MMMM|MMMM yyyy|a.m.,"
    "p.m.|.|januar,februar,mars,april,mai,juni,juli,august,september,oktober,november,desember||jan,feb,mar,apr,mai,jun,jul,aug,sep,"
    "okt,nov,des|jan.,feb.,mar.,apr.,mai,jun.,jul.,aug.,sep.,okt.,nov.,des.|søndag,mandag,tirsdag,onsdag,torsdag,fredag,lørdag|søn.,"
    "man.,tir.,ons.,tor.,fre.,lør.|1|,|\u00a0|kr|2,12|0|\u2212|nob|nb|2",
    "fi-FI|Finnish (Finland)|suomi (Suomi)|1035|d.M.yyyy|dddd d. MMMM yyyy|H.mm|H.mm.ss|d. MMMM|MMMM yyyy|ap.,ip.|.|tammikuu,"
    "helmikuu,maaliskuu,huhtikuu,toukokuu,kesäkuu,heinäkuu,elokuu,syyskuu,lokakuu,marraskuu,joulukuu|tammikuuta,helmikuuta,"
    "maaliskuuta,huhtikuuta,toukokuuta,kesäkuuta,heinäkuuta,elokuuta,syyskuuta,lokakuuta,marraskuuta,joulukuuta|tammi,helmi,maalis,"
    "huhti,touko,kesä,heinä,elo,syys,loka,marras,joulu|tammik.,helmik.,maalisk.,huhtik.,toukok.,kesäk.,heinäk.,elok.,syysk.,lokak.,"
    "marrask.,jouluk.|sunnuntai,maanantai,tiistai,keskiviikko,torstai,perjantai,lauantai|su,ma,ti,ke,to,pe,la|1|,|\u00a0|€|3,8|0|"
    "\u2212|fin|fi|2",
    "cs-CZ|Czech (Czechia)|čeština (Česko)|1029|dd.MM.yyyy|dddd d. MMMM yyyy|H:mm|H:mm:ss|d. MMMM|MMMM yyyy|dop.,odp.|.|leden,únor,"
    "březen,duben,květen,červen,červenec,srpen,září,říjen,listopad,prosinec|ledna,února,března,dubna,května,června,července,srpna,"
    "září,října,listopadu,prosince|led,úno,bře,dub,kvě,čvn,čvc,srp,zář,říj,lis,pro||neděle,pondělí,úterý,středa,čtvrtek,pátek,sobota|"
    "ne,po,út,st,čt,pá,so|1|,|\u00a0|Kč|3,8|0|-|ces|cs|2",
    "tr-TR|Turkish (Turkey)|Türkçe (Türkiye)|1055|d.MM.yyyy|d MMMM yyyy dddd|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy|ÖÖ,ÖS|.|Ocak,Şubat,Mart,"
    "Nisan,Mayıs,Haziran,Temmuz,Ağustos,Eylül,Ekim,Kasım,Aralık||Oca,Şub,Mar,Nis,May,Haz,Tem,Ağu,Eyl,Eki,Kas,Ara||Pazar,Pazartesi,"
    "Salı,Çarşamba,Perşembe,Cuma,Cumartesi|Paz,Pzt,Sal,Çar,Per,Cum,Cmt|1|,|.|₺|0,1|2|-|tur|tr|2",
    "ru-RU|Russian (Russia)|русский (Россия)|1049|dd.MM.yyyy|dddd, d MMMM yyyy\u202f'г'.|HH:mm|HH:mm:ss|d MMMM|MMMM yyyy\u202f'г'.|"
    "AM,PM|.|январь,февраль,март,апрель,май,июнь,июль,август,сентябрь,октябрь,ноябрь,декабрь|января,февраля,марта,апреля,мая,июня,"
    "июля,августа,сентября,октября,ноября,декабря|янв.,февр.,март,апр.,май,июнь,июль,авг.,сент.,окт.,нояб.,дек.|янв.,февр.,мар.,апр.,"
    "мая,июн.,июл.,авг.,сент.,окт.,нояб.,дек.|воскресенье,понедельник,вторник,среда,четверг,пятница,суббота|вс,пн,вт,ср,чт,пт,сб|1|,|"
    "\u00a0|₽|3,8|0|-|rus|ru|2",
    "ja-JP|Japanese (Japan)|日本語 (日本)|1041|yyyy/MM/dd|yyyy年M月d日dddd|H:mm|H:mm:ss|M月d日|yyyy年M月|午前,午後|/|1月,2月,3月,4月,"
    "5月,6月,7月,8月,9月,10月,11月,12月||1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月||日曜日,月曜日,火曜日,水曜日,木曜日,"
    "金曜日,土曜日|日,月,火,水,木,金,土|0|.|,|￥|0,1|1|-|jpn|ja|0",
    "zh-CN|Chinese (China)|中文（中国）|2052|yyyy/M/d|yyyy年M月d日dddd|HH:mm|HH:mm:ss|M月d日|yyyy年M月|上午,下午|/|一月,二月,三月,"
    "四月,五月,六月,七月,八月,九月,十月,十一月,十二月||1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月||星期日,星期一,星期二,"
    "星期三,星期四,星期五,星期六|周日,周一,周二,周三,周四,周五,周六|1|.|,|¥|0,1|1|-|zho|zh|2",
)
