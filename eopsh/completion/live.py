"""What the server could be asked for at a place, and the candidates that its answers make. Others ask; this says what for."""

from __future__ import annotations

from collections.abc import Collection

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.context import CompletionContext, find_parameters
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Wanted
from eopsh.completion.quoting import Word, quoted

_NOUNS = {
    "recipient": "Recipient",
    "recipientwithadusergroup": "Recipient",
    "securityprincipal": "SecurityPrincipal",
    "user": "User",
    "usercontact": "User",
    "mailbox": "Mailbox",
    "mailuser": "MailUser",
    "mailuserorremotemailbox": "MailUser",
    "mailcontact": "MailContact",
    "contact": "Contact",
    "group": "Group",
    "distributiongroup": "DistributionGroup",
    "distributiongroupmember": "Recipient",
    "dynamicdistributiongroup": "DynamicDistributionGroup",
    "rolegroup": "RoleGroup",
    "rolegroupmember": "Recipient",
    "role": "ManagementRole",
    "managementscope": "ManagementScope",
    "rule": "",
    "accepteddomain": "AcceptedDomain",
    "remotedomain": "RemoteDomain",
    "smtpdomainwithsubdomains": "AcceptedDomain",
    "organizationalunit": "OrganizationalUnit",
    "extendedorganizationalunit": "OrganizationalUnit",
    "addressbookmailboxpolicy": "AddressBookPolicy",
    "outboundconnector": "OutboundConnector",
    "inboundconnector": "InboundConnector",
    "hostedcontentfilterpolicy": "HostedContentFilterPolicy",
    "malwarefilterpolicy": "MalwareFilterPolicy",
    "antiphishpolicy": "AntiPhishPolicy",
    "hostedoutboundspamfilterpolicy": "HostedOutboundSpamFilterPolicy",
    "quarantinetag": "QuarantinePolicy",
    "migrationbatch": "MigrationBatch",
    "mailboxplan": "MailboxPlan",
    "retentionpolicy": "RetentionPolicy",
    "database": "MailboxDatabase",
    "server": "ExchangeServer",
}
"""Nouns by the type of an identity (`RecipientIdParameter`); empty where the command's own noun says it."""

_BY_NAME = {
    "domain": "AcceptedDomain",
    "recipientdomainis": "AcceptedDomain",
    "exceptifrecipientdomainis": "AcceptedDomain",
    "senderdomainis": "AcceptedDomain",
    "sentto": "Recipient",
    "exceptifsentto": "Recipient",
    "sentfrom": "Recipient",
    "from": "Recipient",
    "exceptiffrom": "Recipient",
    "senttomemberof": "DistributionGroup",
    "frommemberof": "DistributionGroup",
    "exceptifsenttomemberof": "DistributionGroup",
    "member": "Recipient",
    "members": "Recipient",
    "managedby": "Recipient",
    "grantsendonbehalfto": "Recipient",
    "acceptmessagesonlyfrom": "Recipient",
    "rejectmessagesfrom": "Recipient",
    "forwardingaddress": "Recipient",
    "role": "ManagementRole",
    "roles": "ManagementRole",
    "securitygroup": "RoleGroup",
    "hostedcontentfilterpolicy": "HostedContentFilterPolicy",
    "hostedoutboundspamfilterpolicy": "HostedOutboundSpamFilterPolicy",
    "malwarefilterpolicy": "MalwareFilterPolicy",
    "antiphishpolicy": "AntiPhishPolicy",
    "safelinkspolicy": "SafeLinksPolicy",
    "safeattachmentpolicy": "SafeAttachmentPolicy",
    "routemessageoutboundconnector": "OutboundConnector",
}
"""Nouns by the name of a parameter, for servers that declare plain strings."""

_OTHER_NOUNS = {"distributiongroupmember": "DistributionGroup", "rolegroupmember": "RoleGroup", "mailboxpermission": "Mailbox"}
"""Whose `-Identity` is of another noun than the command's."""


def wanted_for(context: CompletionContext, command: Command, parameter: Parameter, prefix: str) -> Wanted | None:
    """Return the query whose answer would serve a parameter; None where no cmdlet of the catalogue lists such things."""
    if command.kind is not Kind.REMOTE or (command.name.lower().startswith("new-") and parameter.name.lower() in ("name", "identity")):
        return None
    noun = _noun(command, parameter)
    query = context.catalogue.get(f"Get-{noun}") if noun else None
    if query is None or query.kind is not Kind.REMOTE:
        return None
    filters = all(len(find_parameters(query, name)) == 1 for name in ("Filter", "ResultSize"))
    return Wanted(command.name, parameter.name, prefix, noun, query.name, filters)


def _noun(command: Command, parameter: Parameter) -> str:
    name = parameter.name.lower()
    own = command.name.partition("-")[2]
    if name == "identity":
        return _OTHER_NOUNS.get(own.lower(), own)
    kind = parameter.type.rpartition(".")[2].removesuffix("[]").lower()
    if kind.endswith("idparameter"):
        found = _NOUNS.get(kind.removesuffix("idparameter"))
        if found:
            return found
    return _BY_NAME.get(name, "")


def live_candidates(context: CompletionContext, wanted: Wanted, word: Word, gone: Collection[str]) -> list[Candidate]:
    """Return what the server answered and fits; nothing when it was not asked."""
    answer = context.knowledge.live(wanted) or ()
    about = {value: text for value, text in answer if value.lower() not in gone}
    found = (value for _, value in ranked(word.prefix, tuple(about)))
    return [Candidate(quoted(value, word.quote), value, CandidateKind.LIVE, wanted.noun, description=about[value]) for value in found]
