package message

// The reference of the decision table: for each row when it applies, what follows
// and, where the remedy of its outcome speaks of one object, what to do.
func init() {
	English.Add(map[string]string{
		"case.D-08.title": "Soft match by primary SMTP address",
		"case.D-09.title": "Soft match by the mail attribute",

		"ui.outcomes.title":  "Outcomes",
		"ui.outcomes.lead":   "What the first synchronisation can do with an object: when each outcome applies, what follows, and the documents that this rests on.",
		"ui.outcomes.search": "Search outcomes by title, number or situation",
		"ui.outcomes.count":  "{n} of {all} outcomes",
		"ui.outcomes.all":    "All outcomes",
		"ui.reference.parts": "Parts of the reference",
		"ui.outcome.when":    "When it applies",
		"ui.outcome.then":    "What follows",
		"ui.outcome.code":    "Name in files",
		"ui.outcome.beside":  "It stands beside an outcome, as a remark, and never alone.",
		"ui.outcome.matches": "{n} {n:match|matches} with this outcome",
		"ui.outcome.open":    "{row} in the reference",
		"ui.detail.outcome":  "The outcome",
	})
	English.Add(casesHard)
	English.Add(casesSoft)
	English.Add(casesConflict)
	English.Add(casesBeside)
	English.Add(casesOther)
}

var casesHard = map[string]string{
	"case.D-01.when": "The source anchor of the object is the ImmutableId of a cloud object that is synchronised already. Exports of groups and contacts do not show it: there the security identifier tells, or the address.",
	"case.D-01.then": "Both are linked. Nothing is matched; what changes in Active Directory is sent as an update.",

	"case.D-02.when": "The source anchor of the user is the ImmutableId of a cloud user that is not synchronised.",
	"case.D-02.then": "The user takes the cloud account over; addresses and sign-in names need not be equal. Active Directory becomes the master of the account: its values replace those of the cloud, and with password hash synchronisation its password does too.",

	"case.D-03.when": "As for a hard match (D-02), but the cloud user records another on-premises object in OnPremisesObjectIdentifier.",
	"case.D-03.then": "Since 1 July 2026 the service refuses that with AttributeUpdateNotAllowed (code 96). The usual cause is an account that was made anew in Active Directory, or moved from another forest.",

	"case.D-04.when": "As for a hard match (D-02), but the tenant does not let cloud accounts be taken over by a hard match.",
	"case.D-04.then": "The export fails with InvalidHardMatch.",

	"case.D-05.when": "As for a hard match (D-02), but the cloud user holds a privileged role, or may activate one.",
	"case.D-05.then": "Since 1 July 2026 such accounts are not taken over; the export fails with InvalidHardMatch (code 103).",

	"case.D-06.when": "The source anchor of the user is the ImmutableId of a deleted cloud user.",
	"case.D-06.then": "The deleted user is restored and updated, as long as fewer than 30 days have passed since it was deleted. After that a new account is made.",

	"case.D-07.when": "As for the restoring of a deleted user (D-06), but that user holds a privileged role, or may activate one.",
	"case.D-07.then": "The service does not restore it through synchronisation; the export fails with InvalidHardMatch.",

	"case.D-37.when": "The authority over the cloud object was moved to the cloud: isCloudManaged is true.",
	"case.D-37.then": "What Active Directory sends is ignored, and Entra Connect writes event 6956. That is not an error.",

	"case.D-38.when": "A synchronised cloud object has the objectGUID of the object as its source anchor, but mS-DS-ConsistencyGuid of the object now holds something else.",
	"case.D-38.then": "The anchor of a synchronised object cannot change: the export fails with the error that the sourceAnchor attribute has changed.",
}

var casesSoft = map[string]string{
	"case.D-08.when": "The value with SMTP: in capitals in proxyAddresses of the user is the primary SMTP address of a cloud user that is not synchronised and has no ImmutableId.",
	"case.D-08.then": "The user takes the cloud account over. The source anchor is written to it, Active Directory becomes its master, and its values replace those of the cloud. The sign-in name follows where the tenant updates sign-in names of managed users or the account has no licence.",

	"case.D-09.when": "proxyAddresses of the user is empty, and its mail attribute is the primary SMTP address of a cloud user that is not synchronised and has no ImmutableId.",
	"case.D-09.then": "mail stands in for the primary SMTP address, and the user takes the cloud account over. That holds only while proxyAddresses is empty: with any value there, mail is not looked at.",

	"case.D-10.when": "No address matches, but the user principal name is the one of a cloud user that is not synchronised and has no ImmutableId.",
	"case.D-10.then": "The user takes the cloud account over. The source anchor is written to it and Active Directory becomes its master; the sign-in name stays.",

	"case.D-11.when": "The user principal names are equal and no address matches, but the tenant does not match by sign-in name.",
	"case.D-11.then": "A second account is made. Its sign-in name is a placeholder at the initial domain, because the name is taken.",

	"case.D-12.when": "The primary SMTP address and the user principal name of the user both lead to one cloud user that is not synchronised and has no ImmutableId.",
	"case.D-12.then": "The user takes the cloud account over. This is the best case: the sign-in name stays as it is.",

	"case.D-14.when": "An address or the sign-in name leads to a cloud object, but the tenant blocks soft matches.",
	"case.D-14.then": "The cloud object is not taken over. That a second object is made without the values in conflict is reported, not documented.",

	"case.D-26.when": "The primary SMTP address of a mail-enabled group is the one of a cloud group that is not synchronised.",
	"case.D-26.then": "The group takes the cloud group over. From then on its members come from Active Directory.",

	"case.D-28.when": "The primary SMTP address of a contact is the one of a cloud contact that is not synchronised.",
	"case.D-28.then": "The contact takes the cloud contact over.",
}

var casesConflict = map[string]string{
	"case.D-13.when": "The primary SMTP address leads to one cloud account, the user principal name to another one.",
	"case.D-13.then": "The address is looked at first, so its account is expected to be taken over, possibly by the wrong person; the sign-in name then collides with the other account. Microsoft does not document this case.",

	"case.D-15.when": "The primary SMTP address belongs to a cloud object that is synchronised with another source anchor, or to a group with another security identifier.",
	"case.D-15.then": "The export fails with AttributeValueMustBeUnique, or the object is made without the address. Often the account was made anew in Active Directory.",

	"case.D-16.when": "A synchronised cloud user has the security identifier of the user, but another source anchor.",
	"case.D-16.then": "The export fails with AttributeValueMustBeUnique on OnPremiseSecurityIdentifier. mS-DS-ConsistencyGuid was probably cleared or overwritten.",

	"case.D-17.when": "An address or the sign-in name leads to a cloud account that is not synchronised but still holds another ImmutableId.",
	"case.D-17.then": "A soft match needs an empty ImmutableId, so the account is not taken over and the values collide.",

	"case.D-18.when": "An address or the sign-in name leads to a cloud account that holds an administrative role.",
	"case.D-18.then": "Such an account is not taken over by a soft match. A second account without the values in conflict may be made.",

	"case.D-19.when": "The keys of the object lead to a cloud object of another kind, such as those of a group to a user.",
	"case.D-19.then": "Users, groups and contacts never match one another: the export fails with ObjectTypeMismatch. Whether a Microsoft 365 group or a dynamic distribution group can be matched is not documented.",

	"case.D-20.when": "Several on-premises objects have the same primary SMTP address, user principal name or source anchor, or lead to the same cloud object.",
	"case.D-20.then": "Only one of them can have what they claim. The others are made without it or with a placeholder, or are refused, and are reported. Which one comes first cannot be told. A contact that stands for a user of another domain is a warning: where users are matched on mail the two become one.",

	"case.D-21.when": "An address of the object belongs to another cloud object, which it cannot take over.",
	"case.D-21.then": "The object is made without the address, which is put into quarantine until the conflict is gone.",

	"case.D-22.when": "The user principal name belongs to a cloud user that is synchronised with another source anchor, and no address matches.",
	"case.D-22.then": "A second account is made with a placeholder at the initial domain as its sign-in name, and the conflict is reported.",

	"case.D-25.when": "An address or the sign-in name of the object leads to a guest account.",
	"case.D-25.then": "No document promises a match with a guest. Reported are: the address is dropped from one of the two, or the export fails with AttributeValueMustBeUnique.",

	"case.D-41.when": "The mail attribute is the primary SMTP address of a cloud object, but proxyAddresses has values and none of them is a usable primary address.",
	"case.D-41.then": "mail is then not looked at, and no match is expected. The primary address is the value written with SMTP: in capitals.",

	"case.D-42.when": "The primary SMTP address of the object is only an alias of a cloud object that is not synchronised.",
	"case.D-42.then": "No document says that this matches: either the cloud object is taken over, or the object is made without the address.",
	"case.D-42.fix":  "Before the first synchronisation make the address the primary one of the cloud object, or change it in Active Directory.",
}

var casesBeside = map[string]string{
	"case.D-23.when": "The suffix of the user principal name is not a verified domain of the tenant.",
	"case.D-23.then": "The service makes up a sign-in name at the initial domain of the tenant, from the alias or, without one, from an address.",
	"case.D-23.fix":  "Give the user a user principal name with a verified suffix, or verify the domain in the tenant.",

	"case.D-24.when": "The user principal name is not valid: it has characters that are not allowed, or is not of the form user@domain.",
	"case.D-24.then": "The documents give two results: the service makes another name, or the export fails with IdentityDataValidationFailed.",
	"case.D-24.fix":  "Correct the user principal name. The finding about it proposes one where it can.",

	"case.D-31.when": "The sign-in name of a synchronised user moves from one federated domain to another.",
	"case.D-31.then": "Older documents say that this fails with FederatedDomainChangeError; newer ones say that it has been allowed since March 2019.",
	"case.D-31.fix":  "Nothing to do unless the export reports the error. Then move the sign-in name to the initial domain first.",

	"case.D-32.when": "The object has more than 15 certificates, or more than about 300 proxy addresses.",
	"case.D-32.then": "The object may be refused with LargeObject or ExceededAllowedLength.",
	"case.D-32.fix":  "Remove expired certificates and addresses that nobody needs any more.",

	"case.D-33.when": "Only the user principal name leads to the cloud account, and its domain is federated.",
	"case.D-33.then": "It has been reported that such accounts are not matched by the sign-in name. That is not documented.",
	"case.D-33.fix":  "Try it with one account, or prepare a hard match by writing the source anchor on the cloud account.",

	"case.D-34.when": "An object that is synchronised already has an address or a sign-in name that belongs to another cloud object.",
	"case.D-34.then": "Objects that are synchronised are not matched again. The update fails with AttributeValueMustBeUnique, or the value is put into quarantine.",
	"case.D-34.fix":  "Remove the value on the side that is wrong and synchronise again.",

	"case.D-35.when": "A disabled on-premises account takes over a cloud account that is active. Shared mailboxes, rooms and equipment are left out where the export says what they are.",
	"case.D-35.then": "Sign-in to the cloud account is expected to be blocked afterwards. For shared mailboxes and rooms that is wanted.",
	"case.D-35.fix":  "Enable the on-premises account first, unless this is a shared mailbox or a room.",

	"case.D-39.when": "The cloud account that is taken over has addresses that Active Directory does not know.",
	"case.D-39.then": "They are expected to be lost, because the addresses of Active Directory replace those of the cloud.",
	"case.D-39.fix":  "Before the first synchronisation add the addresses that are to stay to proxyAddresses in Active Directory.",
}

var casesOther = map[string]string{
	"case.D-27.when": "A group without an address has the name of a cloud group.",
	"case.D-27.then": "Groups are not matched by name. A second group of that name is expected.",

	"case.D-29.when": "A default filter of the sync client, or your choice of organisational units, leaves the object out.",
	"case.D-29.then": "It is not sent and nothing is matched, even where keys are equal. An object that was synchronised and leaves the scope is deleted in the cloud; a deleted user can be restored for 30 days.",

	"case.D-30.when": "The user is a linked mailbox: msExchRecipientTypeDetails is 2.",
	"case.D-30.then": "It has no source anchor of its own and waits for the enabled master account of the other forest. It is not sent alone. Where that account is in the files, its addresses are judged with it.",

	"case.D-36.when": "No key of the object leads to a cloud object.",
	"case.D-36.then": "A new user, group or contact is made in the cloud.",

	"case.D-40.when": "The files lack what is needed to tell: a column, the objects of this kind, or the cloud side as a whole. Or several values claim to be the primary address.",
	"case.D-40.then": "Nothing is predicted. The entry of each object says what is missing, and what would settle it.",
	"case.D-40.fix":  "Export again with what is missing and load both files together. The view Files has the commands.",

	"case.D-43.when": "No on-premises object of the files leads to the cloud object.",
	"case.D-43.then": "It stays as it is. Where it is synchronised, it comes from somewhere else, the files are not complete, or the on-premises object was deleted or left the scope of synchronisation.",
}
