"""What the help pages of the demonstration organization say, by verb and by parameter, in words of our own."""

VERBS = {
    "Get": "view {}",
    "New": "create {}",
    "Set": "change {}",
    "Remove": "remove {}",
    "Enable": "turn on {}",
    "Disable": "turn off {}",
    "Add": "add {}",
    "Update": "replace {}",
    "Search": "search {}",
    "Test": "test {}",
    "Start": "start {}",
    "Export": "save {}",
    "Preview": "look into {}",
    "Release": "release {}",
    "Delete": "delete {}",
    "Rotate": "rotate the keys of {}",
}
"""What a verb does; `{}` is what the noun stands for."""

EXAMPLES = {
    "Get": (
        ("{name}", "This example lists the {plural}."),
        ("{name} -Identity 'NAME' | Format-List", "This example shows everything about one {things}."),
    ),
    "Set": (("{name} -Identity 'NAME' -WhatIf", "This example says what would be changed, and changes nothing."),),
    "Remove": (("{name} -Identity 'NAME' -Confirm:$false", "This example removes one {things} without asking."),),
    "Enable": (("{name} -Identity 'NAME'", "This example turns one {things} on."),),
    "Disable": (("{name} -Identity 'NAME'", "This example turns one {things} off."),),
    "New": (("{name} -WhatIf", "This example asks for what is missing and creates nothing."),),
}
"""Lines to run by verb, and what they do."""

PARAMETERS = {
    "Identity": "specifies {thing}, by name, GUID or address",
    "Name": "specifies the name, unique in the organization",
    "Filter": "filters the results by properties, as in Name -like 'A*'",
    "ResultSize": "specifies how many results to return at most. The default value is 1000",
    "SortBy": "specifies the property to sort the results by",
    "Anr": "finds everything whose name or address begins with a text",
    "Page": "specifies the page of the results. The default value is 1",
    "PageSize": "specifies how many results a page has",
    "StartDate": "specifies the beginning of the time",
    "EndDate": "specifies the end of the time",
    "Confirm": "asks before anything is changed; -Confirm:$false does not ask",
    "WhatIf": "says what would be done, and does nothing",
    "Enabled": "specifies whether it is in use",
    "Priority": "specifies the place in the order; 0 comes first",
    "Comments": "specifies a note for other administrators",
    "Comment": "specifies a note for other administrators",
    "AdminDisplayName": "specifies a note for other administrators",
    "DisplayName": "specifies the name that people see",
    "Force": "skips the questions",
    "SenderAddress": "filters by who sent the message",
    "RecipientAddress": "filters by who was to get the message",
    "Subject": "filters by the subject of the message",
    "MessageId": "filters by the Message-ID header of the message",
    "ExternalEmailAddress": "specifies the address outside the organization",
    "PrimarySmtpAddress": "specifies the address that replies go to",
    "OrganizationalUnit": "filters by the place in the directory",
    "IgnoreDefaultScope": "looks in the whole forest",
    "Members": "specifies who belongs to it",
    "Member": "specifies who is to belong to it",
}
"""What a parameter is for; `{thing}` is what the noun stands for."""
