"""Names of people who do not exist, in several scripts, and the letters that their addresses are made of."""

GIVEN_AND_FAMILY: tuple[tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...] = (
    (
        "Latin",
        (
            ("Ada", "ada"),
            ("Bruno", "bruno"),
            ("Zoë", "zoe"),
            ("José", "jose"),
            ("Łukasz", "lukasz"),
            ("Søren", "soren"),
            ("Anaïs", "anais"),
        ),
        (
            ("Berg", "berg"),
            ("Müller", "mueller"),
            ("Núñez", "nunez"),
            ("O'Brien", "obrien"),
            ("Dvořák", "dvorak"),
            ("Ångström", "angstrom"),
        ),
    ),
    (
        "Greek",
        (("Ελένη", "eleni"), ("Νίκος", "nikos"), ("Σοφία", "sofia")),
        (("Παπαδάκης", "papadakis"), ("Ιωάννου", "ioannou"), ("Γεωργίου", "georgiou")),
    ),
    (
        "Cyrillic",
        (("Анна", "anna"), ("Дмитрий", "dmitry"), ("Олена", "olena")),
        (("Иванова", "ivanova"), ("Шевченко", "shevchenko"), ("Петров", "petrov")),
    ),
    ("Chinese", (("伟", "wei"), ("芳", "fang"), ("秀英", "xiuying")), (("王", "wang"), ("李", "li"), ("陈", "chen"))),
    (
        "Japanese",
        (("太郎", "taro"), ("花子", "hanako"), ("さくら", "sakura")),
        (("佐藤", "sato"), ("鈴木", "suzuki"), ("高橋", "takahashi")),
    ),
    ("Arabic", (("أحمد", "ahmad"), ("فاطمة", "fatima"), ("ليلى", "layla")), (("الخطيب", "alkhatib"), ("حداد", "haddad"), ("نصر", "nasr"))),
    ("Hebrew", (("דוד", "david"), ("נועה", "noa"), ("יעל", "yael")), (("כהן", "cohen"), ("לוי", "levi"), ("מזרחי", "mizrahi"))),
    ("Hindi", (("अर्जुन", "arjun"), ("प्रिया", "priya"), ("राहुल", "rahul")), (("शर्मा", "sharma"), ("पटेल", "patel"), ("गुप्ता", "gupta"))),
    ("Korean", (("민준", "minjun"), ("서연", "seoyeon")), (("김", "kim"), ("박", "park"))),
    ("Thai", (("สมชาย", "somchai"), ("มาลี", "malee")), (("ใจดี", "jaidee"), ("ทองดี", "thongdee"))),
)

PEOPLE: tuple[tuple[str, str, str, str], ...] = tuple(
    dict.fromkeys(
        (given, family, given_latin, family_latin)
        for turn in range(7)
        for _, givens, families in GIVEN_AND_FAMILY
        for index, (given, given_latin) in enumerate(givens)
        for family, family_latin in (families[(index + turn) % len(families)],)
    )
)
"""Given name, family name, and both in letters for an address; the scripts follow each other, so that the first screen shows them all."""

SUBJECTS = (
    "Invoice 4711",
    "Quarterly plan",
    "RE: Lunch?",
    "Ihre Bestellung ist unterwegs",
    "Réunion de lundi",
    "Przypomnienie o spotkaniu",
    "Ενημέρωση λογαριασμού",
    "Отчёт за неделю",
    "会议纪要",
    "請求書のご案内",
    "تحديث الحساب",
    "עדכון חשבון",
    "मासिक रिपोर्ट",
    "Your parcel could not be delivered",
    "You have won!",
    "Password expires today",
    "FW: Fwd: AW: Budget",
    "Newsletter November 📣",
    "",
    "Weekly backup report",
)
SENDERS = (
    "news@lists.fabrikam.com",
    "ada@fabrikam.com",
    "orders@tailspintoys.com",
    "noreply@northwindtraders.com",
    "billing@adventure-works.com",
    "prize@lottery.example",
    "support@bank.example",
    "info@wingtiptoys.com",
    "jo@litware.com",
)
