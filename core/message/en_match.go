package message

// The texts of the matching simulator. A text names what will happen to the
// object at hand; what Microsoft's documentation does not state is worded as
// expected or reported.
func init() {
	English.Add(map[string]string{
		"certainty.documented": "Documented by Microsoft",
		"certainty.inferred":   "Expected; it follows from the documentation but is not stated there",
		"certainty.unverified": "Not documented; rests on reports",

		"key.anchor": "Source anchor",
		"key.smtp":   "Primary SMTP address",
		"key.mail":   "E-mail attribute",
		"key.upn":    "User principal name",
		"key.sid":    "Security identifier",

		"near.displayName": "Same display name",
		"near.alias":       "Same alias",

		"effect.change": "Replaced",
		"effect.loss":   "Lost",
		"effect.risk":   "Reported to be lost; not documented",
		"effect.signin": "Changes how the person signs in",
	})
	English.Add(matchHard)
	English.Add(matchSoft)
	English.Add(matchConflicts)
	English.Add(matchOthers)
	English.Add(matchNotes)
	English.Add(matchAssumptions)
	English.Add(matchRecipes)
	English.Add(matchTransfers)
}

var matchHard = map[string]string{
	"outcome.ALREADY_SYNCED.title":           "Already synchronised",
	"outcome.ALREADY_SYNCED.explain.sid":     "{name} is linked to {cloud} already: that synchronised group has its security identifier. Nothing is matched; changes made in Active Directory are sent as updates.",
	"outcome.ALREADY_SYNCED.explain.address": "{cloud} is synchronised and has the address {address} of {name}, so the two are linked already. Nothing is matched; changes made in Active Directory are sent as updates.",
	"outcome.ALREADY_SYNCED.explain":         "{name} is linked to {cloud} already: its source anchor {anchor} is the ImmutableId of that synchronised object. Nothing is matched; changes made in Active Directory are sent as updates.",
	"outcome.ALREADY_SYNCED.remedy":          "Nothing to do.",

	"outcome.HARD_MATCH.title":          "Hard match",
	"outcome.HARD_MATCH.explain":        "{name} takes over {cloud}, because its source anchor {anchor} is the ImmutableId of that cloud account. Addresses and sign-in name need not be equal. Active Directory becomes the master of the account, its values replace the cloud's, and with password hash synchronisation its password does too.",
	"outcome.HARD_MATCH.explain.signin": "{name} takes over {cloud}, because its source anchor {anchor} is the ImmutableId of that cloud account. Active Directory becomes the master of the account and its values replace the cloud's. The sign-in name becomes {newUpn} where the tenant updates sign-in names of managed users or the account has no licence; otherwise {cloudUpn} stays.",
	"outcome.HARD_MATCH.remedy":         "Nothing to do if this is the right account. Look at the values that change below. If it is the wrong one, clear the ImmutableId of the cloud account before the first synchronisation.",

	"outcome.HARD_MATCH_RESTORE.title":   "Hard match, restores a deleted user",
	"outcome.HARD_MATCH_RESTORE.explain": "The deleted cloud user {cloud} has the source anchor of {name} as its ImmutableId. It is restored and updated, as long as fewer than 30 days have passed since it was deleted; after that a new account is made.",
	"outcome.HARD_MATCH_RESTORE.remedy":  "Nothing to do if this is the right account. If another object has taken its address meanwhile, free the address first.",

	"outcome.HARD_BLOCKED_REMAP.title":   "Hard match refused: the account belongs to another object",
	"outcome.HARD_BLOCKED_REMAP.explain": "The ImmutableId of {cloud} equals the source anchor of {name}, but its OnPremisesObjectIdentifier is {objectId} while this object is {guid}. Since July 2026 the service refuses that with AttributeUpdateNotAllowed (code 96). The usual cause is an account that was made anew in Active Directory, or moved from another forest.",
	"outcome.HARD_BLOCKED_REMAP.remedy":  "Make sure that both on-premises accounts belong to one person, then clear OnPremisesObjectIdentifier on the cloud account and synchronise again. For a migration of many users the tenant can allow the change for its duration.",

	"outcome.HARD_BLOCKED_TENANT_FLAG.title":   "Hard match refused: blocked by the tenant",
	"outcome.HARD_BLOCKED_TENANT_FLAG.explain": "The source anchor of {name} is the ImmutableId of {cloud}, but the tenant does not let cloud accounts be taken over by a hard match. The export fails with InvalidHardMatch.",
	"outcome.HARD_BLOCKED_TENANT_FLAG.remedy":  "Switch BlockCloudObjectTakeoverThroughHardMatchEnabled off, synchronise, and switch it on again.",

	"outcome.HARD_BLOCKED_PRIVILEGED.title":   "Hard match refused: privileged account",
	"outcome.HARD_BLOCKED_PRIVILEGED.explain": "The source anchor of {name} is the ImmutableId of {cloud}, which holds or may activate a privileged role. Since July 2026 such accounts are not taken over; the export fails with InvalidHardMatch (code 103).",
	"outcome.HARD_BLOCKED_PRIVILEGED.remedy":  "Keep administrators cloud-only and leave the on-premises object out of synchronisation. Otherwise remove the role, assigned and eligible, synchronise, and give the role back.",

	"outcome.HARD_RESTORE_BLOCKED.title":   "Restore refused: privileged account",
	"outcome.HARD_RESTORE_BLOCKED.explain": "The deleted cloud user {cloud} has the source anchor of {name} as its ImmutableId, but it holds or may activate a privileged role. The service does not restore it through synchronisation; the export fails with InvalidHardMatch.",
	"outcome.HARD_RESTORE_BLOCKED.remedy":  "Restore the deleted user by hand, remove its roles, synchronise, and give the roles back.",

	"outcome.SOA_CLOUD_MANAGED.title":   "Managed in the cloud",
	"outcome.SOA_CLOUD_MANAGED.explain": "The authority over {cloud} was moved to the cloud. What Active Directory sends for {name} is ignored, and Entra Connect writes event 6956. That is not an error.",
	"outcome.SOA_CLOUD_MANAGED.remedy":  "Nothing to do if the object is meant to be managed in the cloud. To return it to Active Directory, set isCloudManaged to false; it is taken over in the next cycle.",

	"outcome.ANCHOR_CHANGED.title":   "Source anchor was changed",
	"outcome.ANCHOR_CHANGED.explain": "{cloud} was synchronised with the anchor {immutableId}, which is the objectGUID of {name}. Now mS-DS-ConsistencyGuid holds something else, so the object would present {anchor}. The anchor of a synchronised object cannot change: the export fails with the error that the sourceAnchor attribute has changed.",
	"outcome.ANCHOR_CHANGED.remedy":  "Write the old anchor back into mS-DS-ConsistencyGuid.",
}

var matchSoft = map[string]string{
	"outcome.SOFT_MATCH_SMTP.title":          "Soft match by e-mail address",
	"outcome.SOFT_MATCH_SMTP.explain":        "{name} takes over {cloud}, because both have the primary SMTP address {address}. The source anchor {anchor} is written to the cloud account, Active Directory becomes its master, and its values replace the cloud's.",
	"outcome.SOFT_MATCH_SMTP.explain.signin": "{name} takes over {cloud}, because both have the primary SMTP address {address}. The source anchor {anchor} is written to the cloud account and Active Directory becomes its master. The sign-in name becomes {newUpn} where the tenant updates sign-in names of managed users or the account has no licence; otherwise {cloudUpn} stays.",
	"outcome.SOFT_MATCH_SMTP.explain.mail":   "{name} takes over {cloud}. Its proxyAddresses is empty, so the e-mail attribute {address} stands in for the primary SMTP address, and that is the one of {cloud}. The source anchor {anchor} is written to the cloud account and Active Directory becomes its master.",
	"outcome.SOFT_MATCH_SMTP.explain.guess":  "{name} takes over {cloud} if its proxyAddresses is empty, which the export does not show. The e-mail attribute {address} then stands in for the primary SMTP address, and that is the one of {cloud}.",
	"outcome.SOFT_MATCH_SMTP.remedy":         "Nothing to do if this is the right account. To keep the sign-in name, make the user principal names equal before the first synchronisation.",
	"outcome.SOFT_MATCH_SMTP.remedy.guess":   "Export proxyAddresses from Active Directory as well, joined to text, and look again: as soon as it has a value, the e-mail attribute does not count.",
	"outcome.SOFT_MATCH_SMTP.remedy.mail":    "Write the primary address and the aliases into proxyAddresses now. As soon as anybody adds a single value there, the e-mail attribute no longer counts.",

	"outcome.SOFT_MATCH_UPN.title":   "Soft match by sign-in name",
	"outcome.SOFT_MATCH_UPN.explain": "{name} takes over {cloud}: no address matches, but both have the user principal name {upn}. The source anchor {anchor} is written to the cloud account and Active Directory becomes its master.",
	"outcome.SOFT_MATCH_UPN.remedy":  "Nothing to do if this is the right account.",

	"outcome.SOFT_MATCH_SMTP_AND_UPN.title":   "Soft match by address and sign-in name",
	"outcome.SOFT_MATCH_SMTP_AND_UPN.explain": "{name} takes over {cloud}: the primary SMTP address {address} and the user principal name {upn} both lead to it. The source anchor {anchor} is written to the cloud account and Active Directory becomes its master. This is the best case; the sign-in name stays as it is.",
	"outcome.SOFT_MATCH_SMTP_AND_UPN.remedy":  "Nothing to do.",

	"outcome.SOFT_MATCH_GROUP.title":   "Soft match of a group",
	"outcome.SOFT_MATCH_GROUP.explain": "{name} takes over the cloud group {cloud}, because both have the primary SMTP address {address}. From then on the members come from Active Directory.",
	"outcome.SOFT_MATCH_GROUP.remedy":  "Compare the members of both groups before the first synchronisation.",

	"outcome.SOFT_MATCH_CONTACT.title":   "Soft match of a contact",
	"outcome.SOFT_MATCH_CONTACT.explain": "{name} takes over the cloud contact {cloud}, because both have the primary SMTP address {address}.",
	"outcome.SOFT_MATCH_CONTACT.remedy":  "Nothing to do if this is the right contact.",

	"outcome.UPN_MATCH_DISABLED.title":   "Same sign-in name, not matched",
	"outcome.UPN_MATCH_DISABLED.explain": "{name} and {cloud} have the same user principal name, but the tenant does not match by it and no address matches. A second account is made; its sign-in name is a placeholder at the initial domain, because {upn} is taken.",
	"outcome.UPN_MATCH_DISABLED.remedy":  "Give both sides the same primary SMTP address, or write the source anchor on the cloud account, or switch SoftMatchOnUpn on. That switch cannot be undone.",

	"outcome.SOFT_BLOCKED.title":       "Soft match blocked by the tenant",
	"outcome.SOFT_BLOCKED.explain":     "The keys of {name} lead to {cloud}, but the tenant blocks soft matches, so it is not taken over. That a second account is made without the values in conflict is reported, not documented.",
	"outcome.SOFT_BLOCKED.remedy.mail": "Switch BlockSoftMatchEnabled off for the time of the project.",
	"outcome.SOFT_BLOCKED.remedy":      "Write the source anchor on the cloud account: a hard match works all the same. Or switch BlockSoftMatchEnabled off for the time of the project.",
}

var matchConflicts = map[string]string{
	"outcome.CROSS_MATCH.title":             "Address and sign-in name lead to two accounts",
	"outcome.CROSS_MATCH.explain":           "The primary SMTP address {address} of {name} belongs to {cloud}, its user principal name {upn} to {other}. The address is looked at first, so {cloud} is expected to be taken over, possibly by the wrong person, and the sign-in name then collides with {other}. Microsoft does not document this case.",
	"outcome.CROSS_MATCH.explain.secondary": "The user principal name {upn} of {name} leads to {other}, while its primary SMTP address {address} is an alias of {cloud}. {other} is expected to be taken over and the address then collides with {cloud}. Microsoft does not document this case.",
	"outcome.CROSS_MATCH.remedy":            "Decide which cloud account is this person. Correct the address or the name on the other one, or write the source anchor on the right one: a hard match goes before the others.",

	"outcome.CONFLICT_DIFFERENT_ANCHOR.title":       "Address belongs to another synchronised object",
	"outcome.CONFLICT_DIFFERENT_ANCHOR.explain":     "{cloud} has the primary SMTP address {address} of {name}, but it is synchronised with another source anchor, {immutableId} instead of {anchor}. The export fails with AttributeValueMustBeUnique, or the object is made without the address. Often the account was made anew in Active Directory.",
	"outcome.CONFLICT_DIFFERENT_ANCHOR.explain.sid": "{cloud} has the primary SMTP address {address} of {name}, but it is synchronised from a group with another security identifier. The export fails with AttributeValueMustBeUnique, or the group is made without the address. Often the group was made anew in Active Directory.",
	"outcome.CONFLICT_DIFFERENT_ANCHOR.remedy.sid":  "If the old on-premises group still exists, take it out of synchronisation or remove the address there. If it is gone, the next synchronisation removes the cloud group, and the address is given to this one after that.",
	"outcome.CONFLICT_DIFFERENT_ANCHOR.remedy":      "If the old on-premises account still exists, take it out of synchronisation or remove the address there. If this account replaces it, let it present the cloud's anchor through mS-DS-ConsistencyGuid. Do not simply clear the addresses of the owner of the mailbox.",

	"outcome.CONFLICT_SAME_SID.title":   "Same security identifier, another anchor",
	"outcome.CONFLICT_SAME_SID.explain": "{cloud} is synchronised and has the security identifier {sid} of {name}, but its ImmutableId is {immutableId} while this object would present {anchor}. mS-DS-ConsistencyGuid was probably cleared or overwritten. The export fails with AttributeValueMustBeUnique on OnPremiseSecurityIdentifier.",
	"outcome.CONFLICT_SAME_SID.remedy":  "Write the cloud's anchor back into mS-DS-ConsistencyGuid.",

	"outcome.STALE_IMMUTABLE_ID.title":   "Cloud account holds an old ImmutableId",
	"outcome.STALE_IMMUTABLE_ID.explain": "The keys of {name} lead to {cloud}, which is not synchronised but still holds the ImmutableId {immutableId}; this object would present {anchor}. A soft match needs an empty ImmutableId, so the account is not taken over and the values collide.",
	"outcome.STALE_IMMUTABLE_ID.remedy":  "Make sure that no object in scope presents the old ImmutableId. Then clear it, for a soft match, or replace it by the anchor of this object, for a hard match.",

	"outcome.EXISTING_ADMIN_ROLE_CONFLICT.title":   "Soft match refused: administrator",
	"outcome.EXISTING_ADMIN_ROLE_CONFLICT.explain": "The keys of {name} lead to {cloud}, which holds an administrative role. Such an account is not taken over by a soft match; a second account without the values in conflict may be made.",
	"outcome.EXISTING_ADMIN_ROLE_CONFLICT.remedy":  "Keep administrators cloud-only and leave the on-premises object out of synchronisation. Otherwise remove the role, delete the second account for good if it was made, synchronise, and give the role back.",

	"outcome.OBJECT_TYPE_MISMATCH.title":             "Another kind of object",
	"outcome.OBJECT_TYPE_MISMATCH.explain":           "The keys of {name} lead to {cloud}, which is another kind of object. Users, groups and contacts never match one another: the export fails with ObjectTypeMismatch.",
	"outcome.OBJECT_TYPE_MISMATCH.explain.groupKind": "{name} has the primary SMTP address {address} of {cloud}, which is a Microsoft 365 group or a dynamic distribution group. Whether such a group can be matched is not documented; expect a conflict.",
	"outcome.OBJECT_TYPE_MISMATCH.remedy":            "Change the address of one of the two and synchronise again.",

	"outcome.DUPLICATE_ON_PREM.title":             "Claimed by more than one on-premises object",
	"outcome.DUPLICATE_ON_PREM.explain":           "{name} and {rival} reach for the same cloud object.",
	"outcome.DUPLICATE_ON_PREM.explain.smtp":      "{name} and {rival} have the same primary SMTP address {address}. One of them gets it; the {rivals:other is|others are} made without it and reported. Which one comes first cannot be told.",
	"outcome.DUPLICATE_ON_PREM.explain.upn":       "{name} and {rival} have the same user principal name {upn}. One of them gets it; the {rivals:other is|others are} made with a placeholder and reported. Which one comes first cannot be told.",
	"outcome.DUPLICATE_ON_PREM.explain.anchor":    "{name} and {rival} hold the same mS-DS-ConsistencyGuid and so present one source anchor, {anchor}. They cannot {rivals:both|all} be linked to {cloud}; neither security identifier nor sign-in name tells which one it belongs to. An account was probably copied with the attribute in it.",
	"outcome.DUPLICATE_ON_PREM.explain.cloud":     "{name} and {rival} lead to {cloud}, by address or by sign-in name. Only one of them can take it over, and which one comes first cannot be told.",
	"outcome.DUPLICATE_ON_PREM.explain.presented": "{name} and {rival} present the same source anchor, {anchor}, though not from the same attribute. They cannot {rivals:both|all} be linked to {cloud}.",
	"outcome.DUPLICATE_ON_PREM.explain.agrees":    "{name} holds the same mS-DS-ConsistencyGuid as {rival} and so presents the same source anchor, {anchor}. That anchor belongs to the synchronised object {cloud}, which agrees with {rival} and not with this object. An account was probably copied with the attribute in it.",
	"outcome.DUPLICATE_ON_PREM.remedy.agrees":     "Clear mS-DS-ConsistencyGuid on this object.",
	"outcome.DUPLICATE_ON_PREM.explain.standin":   "The contact {name} stands for the user {rival} of another domain. Where users are matched on the mail attribute, which is chosen when the sync client is installed, the two become one cloud object, as is intended. With another choice both are sent with the address {address}, and one of them fails.",
	"outcome.DUPLICATE_ON_PREM.remedy.standin":    "Choose matching on the mail attribute when you install the sync client, or leave such contacts out of synchronisation.",
	"outcome.DUPLICATE_ON_PREM.remedy":            "Find every holder of the value and remove it from all but one before the first synchronisation.",
	"outcome.DUPLICATE_ON_PREM.remedy.presented":  "Correct the anchor attribute of the object that does not belong to the cloud account.",
	"outcome.DUPLICATE_ON_PREM.remedy.anchor":     "Clear mS-DS-ConsistencyGuid on the object that does not belong to the cloud account.",

	"outcome.SECONDARY_COLLISION.title":   "Address belongs to another cloud object",
	"outcome.SECONDARY_COLLISION.explain": "The primary SMTP address {address} of {name} is an alias of {cloud}, which cannot be taken over by it. The object is made without the address, which is put into quarantine until the conflict is gone.",
	"outcome.SECONDARY_COLLISION.remedy":  "Remove the address on the side that is wrong and synchronise again.",

	"outcome.UPN_COLLISION_SYNCED.title":   "Sign-in name belongs to another synchronised object",
	"outcome.UPN_COLLISION_SYNCED.explain": "{cloud} has the user principal name {upn} of {name}, but it is synchronised with another source anchor. A second account is made with a placeholder at the initial domain as its sign-in name, and the conflict is reported.",
	"outcome.UPN_COLLISION_SYNCED.remedy":  "Give one of the two another user principal name, or, if this account replaces the other one, let it present the cloud's anchor through mS-DS-ConsistencyGuid. The placeholder is replaced about an hour after the conflict is gone.",

	"outcome.GUEST_COLLISION.title":   "Address belongs to a guest",
	"outcome.GUEST_COLLISION.explain": "The keys of {name} lead to the guest account {cloud}. No document promises a match with a guest. Reported are: the address is dropped from one of the two, or the export fails with AttributeValueMustBeUnique.",
	"outcome.GUEST_COLLISION.remedy":  "Decide which one stays: delete the guest, convert it to an internal user, or leave the on-premises object out of synchronisation.",

	"outcome.KEY_MASKED.title":   "E-mail attribute does not count",
	"outcome.KEY_MASKED.explain": "The e-mail attribute {mail} of {name} is the primary SMTP address of {cloud}, but proxyAddresses has values and none of them is a usable primary address, which is written with SMTP: in capitals. The e-mail attribute is then not looked at. No match is expected.",
	"outcome.KEY_MASKED.remedy":  "Write the address into proxyAddresses with SMTP: in capitals.",

	"outcome.SMTP_SECONDARY_ONLY.title":   "Primary here, alias there",
	"outcome.SMTP_SECONDARY_ONLY.explain": "The primary SMTP address {address} of {name} is only an alias of {cloud}. No document says that this matches: either {cloud} is taken over, or the object is made without the address.",
	"outcome.SMTP_SECONDARY_ONLY.remedy":  "Before the first synchronisation make {address} the primary address of the cloud object, or change it in Active Directory.",
}

var matchOthers = map[string]string{
	"outcome.PROVISION_NEW.title":           "New in the cloud",
	"outcome.PROVISION_NEW.explain":         "Neither anchor nor address nor sign-in name of {name} leads to a cloud object. A new user is made.",
	"outcome.PROVISION_NEW.explain.group":   "No cloud object has the address of {name}, or the group has none. A new group is made.",
	"outcome.PROVISION_NEW.explain.contact": "No cloud object has the address of {name}. A new contact is made.",
	"outcome.PROVISION_NEW.remedy":          "Nothing to do if the object is new. If it has a counterpart in the cloud already, make the primary SMTP addresses equal or write the source anchor on the cloud account first.",

	"outcome.PROVISION_NEW.explain.anchor": "No key of {name} leads to a cloud object, so a new one is made. A cloud account was meant for it, though; see the note.",
	"outcome.PROVISION_NEW.remedy.anchor":  "Write the right ImmutableId on that cloud account before the first synchronisation.",

	"outcome.remedy.notes": "Nothing stands in the way of this by itself. Settle what the notes say before the first synchronisation.",

	"outcome.PROVISION_NEW_GROUP.title":   "New group of the same name",
	"outcome.PROVISION_NEW_GROUP.explain": "The cloud has a group {other} of the same name as {name}, but a group without an address is not matched. A second group of that name is expected.",
	"outcome.PROVISION_NEW_GROUP.remedy":  "Use the new group where the old one is used, then delete the old one.",

	"outcome.FILTERED_DEFAULT_RULE.title":          "Not synchronised",
	"outcome.FILTERED_DEFAULT_RULE.explain":        "{name} is left out of synchronisation, so it is not sent and nothing is matched. Filter {filter}.",
	"outcome.FILTERED_DEFAULT_RULE.explain.target": "{name} is left out of synchronisation, so it is not sent. It has the keys of {other}, which therefore waits for this match in vain. Filter {filter}.",
	"outcome.FILTERED_DEFAULT_RULE.explain.linked": "{name} is left out of synchronisation. {other} is synchronised with its source anchor; an object that leaves the scope is deleted in the cloud and can be restored for 30 days. Filter {filter}.",
	"outcome.FILTERED_DEFAULT_RULE.remedy":         "Nothing to do if it is meant to stay out. Otherwise remove what the filter looks for; an object whose name contains CNF: is the loser of a replication conflict and is renamed or deleted.",

	"outcome.LINKED_MAILBOX_NO_ANCHOR.title":           "Linked mailbox, not sent alone",
	"outcome.LINKED_MAILBOX_NO_ANCHOR.explain":         "{name} is a linked mailbox. It has no source anchor of its own and waits for the enabled master account of the other forest; it is not sent alone.",
	"outcome.LINKED_MAILBOX_NO_ANCHOR.explain.account": "{name} is a linked mailbox. It is not sent as an object of its own: its addresses go to the cloud with the account that it belongs to, {account}.",
	"outcome.LINKED_MAILBOX_NO_ANCHOR.remedy.account":  "Nothing to do.",
	"outcome.LINKED_MAILBOX_NO_ANCHOR.remedy":          "Load an export of the account forest as well, or convert the mailbox into an ordinary one.",

	"outcome.INDETERMINATE.title":             "Cannot be told from these files",
	"outcome.INDETERMINATE.explain":           "The files do not say what happens to {name}.",
	"outcome.INDETERMINATE.explain.noCloud":   "No cloud export is loaded, so there is nothing to compare {name} with.",
	"outcome.INDETERMINATE.explain.class":     "None of the cloud files lists objects of this kind, so it cannot be told whether {name} has a counterpart.",
	"outcome.INDETERMINATE.explain.primaries": "{name} has more than one proxy address with SMTP: in capitals. Which of them counts is not documented, so no match can be predicted.",
	"outcome.INDETERMINATE.explain.addresses": "The cloud files carry no proxy addresses, so it cannot be told which cloud object, if any, belongs to {name}.",
	"outcome.INDETERMINATE.explain.keys":      "The on-premises file has neither proxyAddresses nor mail, so the addresses of {name} are not known and it cannot be told which cloud object, if any, belongs to it.",
	"outcome.INDETERMINATE.explain.linked":    "{other} is synchronised and agrees with {name}, but its ImmutableId is not in the files. It may be this very object, or it may belong to another one.",
	"outcome.INDETERMINATE.explain.mail":      "{other} is synchronised and agrees with {name}. Exports of groups and contacts do not show the source anchor, so it cannot be told whether it is this very object or belongs to another one.",
	"outcome.INDETERMINATE.remedy.mail":       "Nothing to do if {other} comes from this object. Otherwise change the address of one of the two.",
	"outcome.INDETERMINATE.explain.anchor":    "{other} agrees with {name}, but the source anchor of {name} cannot be computed from the export, so it cannot be told whether they are linked.",
	"outcome.INDETERMINATE.explain.objectId":  "The source anchor of {name} is the ImmutableId of {other}, which also records the objectGUID of the object that it belongs to. The export has no objectGUID to compare it with.",
	"outcome.INDETERMINATE.remedy":            "Export again with the missing column and load both files together.",
	"outcome.INDETERMINATE.remedy.noCloud":    "Export the users of the tenant, and its groups and contacts, and load the files together with this one.",
	"outcome.INDETERMINATE.remedy.class":      "Add an export of such objects: Get-MgUser for users, Get-EXORecipient with EmailAddresses and ExternalDirectoryObjectId for groups and contacts.",
	"outcome.INDETERMINATE.remedy.primaries":  "Leave one value with SMTP: in capitals and write the others in small letters.",
	"outcome.INDETERMINATE.remedy.addresses":  "Use Get-MgUser with ProxyAddresses and OnPremisesImmutableId instead of the list that the portal offers for download, or add an export of Get-EXORecipient with EmailAddresses.",
	"outcome.INDETERMINATE.remedy.keys":       "Export proxyAddresses and mail from Active Directory as well; Get-ADUser returns them only with -Properties.",
	"outcome.INDETERMINATE.remedy.linked":     "Export the cloud users with OnPremisesImmutableId.",
	"outcome.INDETERMINATE.remedy.anchor":     "Export objectGUID and mS-DS-ConsistencyGuid from Active Directory, and check the setting for the anchor attribute.",
	"outcome.INDETERMINATE.remedy.objectId":   "Export objectGUID from Active Directory.",

	"outcome.CLOUD_ONLY_ORPHAN.title":          "Cloud only",
	"outcome.CLOUD_ONLY_ORPHAN.explain":        "No on-premises object leads to {cloud}. It stays as it is, managed in the cloud.",
	"outcome.CLOUD_ONLY_ORPHAN.explain.synced": "{cloud} is synchronised, but no on-premises object of the export leads to it. It comes from somewhere else, the export is not complete, or the on-premises object was deleted or left the scope of synchronisation.",
	"outcome.CLOUD_ONLY_ORPHAN.explain.guest":  "No on-premises object leads to the guest {cloud}. It stays as it is.",
	"outcome.CLOUD_ONLY_ORPHAN.remedy":         "Nothing to do if the account is meant to stay in the cloud. Otherwise give an on-premises object its primary SMTP address.",
	"outcome.CLOUD_ONLY_ORPHAN.remedy.synced":  "Load the exports of all domains and forests that are synchronised, and see whether the object appears.",

	// Rows that only ever stand beside a verdict.
	"outcome.UPN_SUFFIX_UNVERIFIED.title":      "Suffix not verified",
	"outcome.UPN_INVALID_CHARS.title":          "Invalid sign-in name",
	"outcome.FEDERATED_DOMAIN_CHANGE.title":    "Moves between federated domains",
	"outcome.LARGE_OBJECT.title":               "Too many values",
	"outcome.UPN_MATCH_FEDERATED_TARGET.title": "Federated target",
	"outcome.UPDATE_COLLISION.title":           "Update collides",
	"outcome.MATCH_WITH_DISABLED_USER.title":   "Disabled account takes over",
	"outcome.ALIAS_LOSS.title":                 "Aliases will be lost",
}

var matchNotes = map[string]string{
	"note.D-03":              "Also in the way: the cloud account belongs to another on-premises object (OnPremisesObjectIdentifier {objectId}).",
	"note.D-04":              "Also in the way: the tenant blocks hard matches.",
	"note.D-14":              "Also in the way: the tenant blocks soft matches.",
	"note.D-20":              "{rival} {rivals:reaches|reach} for the same cloud object.",
	"note.D-20.smtp":         "{rival} {rivals:has|have} the same primary SMTP address {address}.",
	"note.D-20.upn":          "{rival} {rivals:has|have} the same user principal name {upn}.",
	"note.D-20.anchor":       "{rival} {rivals:holds|hold} the same mS-DS-ConsistencyGuid, so all present one source anchor. An account was probably copied with the attribute in it.",
	"note.D-20.cloud":        "{rival} {rivals:reaches|reach} for the same cloud object.",
	"note.D-21":              "{value} also belongs to the cloud object {holder}. It will be put into quarantine until the conflict is gone.",
	"note.D-23":              "The suffix of {upn} is not a verified domain. The sign-in name in the cloud becomes one at the tenant's initial domain.",
	"note.D-23.rewritten":    "The suffix of {upn} is not a verified domain. The sign-in name in the cloud becomes {rewritten}.",
	"note.D-23.taken":        "The suffix of {upn} is not a verified domain. The sign-in name in the cloud would become {rewritten}, but {holder} has that one already.",
	"note.D-24":              "{upn} is not a valid sign-in name for the cloud. The documents give two results: the service makes another name, or the export fails with IdentityDataValidationFailed.",
	"note.D-31":              "The sign-in name moves from {cloudUpn} to {upn}, that is from one federated domain to another. Older documents say that this fails with FederatedDomainChangeError; newer ones say that it has been allowed since March 2019.",
	"note.D-32":              "proxyAddresses has {n} values. Beyond about 300 an object may be refused with LargeObject or ExceededAllowedLength.",
	"note.D-32.certificates": "userCertificate has {certificates} values; more than 15 are refused with LargeObject.",
	"note.D-33":              "{cloudUpn} is in a federated domain. It has been reported that such accounts are not matched by the sign-in name; that is not documented.",
	"note.D-34":              "{value} also belongs to the cloud object {holder}. The update of this object fails with AttributeValueMustBeUnique, or the address is put into quarantine.",
	"note.D-35":              "The on-premises account is disabled. Sign-in to {cloud} is expected to be blocked once it is taken over. For shared mailboxes and rooms that is wanted.",
	"note.D-39":              "{n} {n:address|addresses} of {cloud} that Active Directory does not know {n:is|are} expected to be lost: {list}",
	"note.D-41":              "The e-mail attribute {mail} is the primary SMTP address of {holder} but does not count, because proxyAddresses has values and no usable primary address.",
	"note.D-42":              "The primary SMTP address {address} is only an alias of {cloud}.",

	"note.deleted":          "The deleted cloud user {holder} has {value} too. A deleted user is not expected to be matched by address or sign-in name. If it is the account of this person, restore it before the first synchronisation.",
	"note.anchor.case":      "{cloud} was meant to be matched by its ImmutableId, but its letter case was changed, probably by a spreadsheet or a script: {immutableId} instead of {anchor}. The texts are compared exactly.",
	"note.anchor.form":      "{cloud} was meant to be matched by its ImmutableId. {immutableId} stands for the same bytes as {anchor} but is another text, and the texts are compared exactly.",
	"note.anchor.length":    "mS-DS-ConsistencyGuid holds {n} {n:byte|bytes} instead of the 16 of a GUID. The source anchor is expected to be the base64 text of what it holds, {anchor}.",
	"note.anchor.order":     "{cloud} was meant to be matched by its ImmutableId, but {immutableId} was made of the GUID in the wrong byte order. The right value is {anchor}.",
	"note.anchor.attribute": "The ImmutableId {immutableId} of {cloud} was made of the other of objectGUID and mS-DS-ConsistencyGuid. This object presents {anchor}.",
}

var matchAssumptions = map[string]string{
	"assumption.consistencyGuid": "mS-DS-ConsistencyGuid is not exported. It is taken as empty and the source anchor is made of objectGUID.",
	"assumption.noAnchor":        "The source anchor cannot be computed from the export, so no hard match could be looked for.",
	"assumption.immutableId":     "The ImmutableId of cloud users is not exported, or not for all. It is taken as empty; a hard match cannot be ruled out.",
	"assumption.notSynced":       "Whether the cloud object is synchronised is not exported. It is taken as not synchronised.",
	"assumption.noObjectId":      "OnPremisesObjectIdentifier is not exported. It is taken as empty.",
	"assumption.sameObjectId":    "OnPremisesObjectIdentifier equals the objectGUID of this object. That it passes is expected but not stated by Microsoft.",
	"assumption.noRole":          "No list of privileged accounts is given. The cloud account is taken as holding no role.",
	"assumption.hardAllowed":     "The tenant is taken as allowing hard matches.",
	"assumption.softAllowed":     "The tenant is taken as allowing soft matches.",
	"assumption.upnMatch":        "The tenant is taken as matching by sign-in name. Tenants that began to synchronise before 30 March 2016 had to switch that on.",
	"assumption.noProxies":       "The values of proxyAddresses are not in the on-premises export. The attribute is taken as empty.",
	"assumption.noMail":          "mail is not in the on-premises export. It is taken as empty.",
	"assumption.mailPrimary":     "The cloud object has no proxy addresses. Its mail is taken as the primary SMTP address.",
	"assumption.suffix":          "No list of verified domains is given. The suffix of {upn} is taken as verified.",
	"assumption.user":            "The export does not say what kind of object this is. It is taken as a user.",
	"assumption.deleted":         "The cloud object is taken as deleted because of the name of its file.",
	"assumption.addresses":       "Some cloud objects carry no addresses in the files. They are taken as having no part in this.",
	"assumption.notManaged":      "Whether the cloud object is managed in the cloud by a transfer of authority is not exported. It is taken as not transferred.",
	"assumption.active":          "Whether the cloud account is enabled is not exported. It is taken as enabled.",
	"assumption.noUpn":           "The attribute of the sign-in name is not in the on-premises export. It is taken as empty.",
	"assumption.noDeleted":       "No export of deleted cloud users is loaded. It is taken that none of them has this source anchor.",
	"assumption.neverSynced":     "No cloud object has an ImmutableId or is synchronised. It is taken that this tenant was never synchronised, and not that the columns came back empty.",
	"assumption.cloudUpn":        "The sign-in names of cloud users are not exported, or not for all. A cloud user with the same one cannot be ruled out.",
	"assumption.ownAddress":      "Exports of groups and contacts do not show the source anchor. The synchronised object with this address is taken as made from this one.",
	"assumption.noOnPrem":        "No on-premises export is loaded, so it is not known whether an on-premises object leads to this one.",
	"assumption.aliases":         "The proxy addresses of the cloud object are not exported. Whether aliases will be lost cannot be told.",
}

var matchRecipes = map[string]string{
	"recipe.sync":          "Then, on the Entra Connect server:",
	"recipe.block-again":   "Set it back after the synchronisation.",
	"recipe.cannot-undo":   "This cannot be undone.",
	"recipe.or-hard":       "Or prepare a hard match:",
	"recipe.or-switch":     "Or, for the time of the project:",
	"recipe.pin-right":     "If the address leads to the right person:",
	"recipe.or-the-other":  "If the sign-in name does:",
	"recipe.roles":         "Roles, assigned and eligible. Remove them, synchronise, give them back.",
	"recipe.check-anchor":  "First make sure that no on-premises object in scope presents {anchor}.",
	"recipe.same-person":   "Only if both on-premises accounts belong to one person.",
	"recipe.same-account":  "Only if this account replaces the one that the cloud object is linked to.",
	"recipe.give-back":     "Only if the object is to be managed on-premises again.",
	"recipe.suffix":        "Add the suffix in Active Directory Domains and Trusts first, and put the right one in.",
	"recipe.characters":    "Without the invalid characters; put the right one in.",
	"recipe.guest":         "Only if the guest is to be deleted for good:",
	"recipe.disabled":      "Unless this is a shared mailbox or a room:",
	"recipe.federated":     "First move the sign-in name to the initial domain:",
	"recipe.aliases":       "Keep the aliases:",
	"recipe.collisions":    "If the addresses belong to the other object:",
	"recipe.anchor-flaw":   "Write the right ImmutableId:",
	"recipe.masked":        "Make the address in mail the primary one:",
	"recipe.not-this-one":  "Only if the cloud account does not belong to this one:",
	"recipe.restore":       "Only if the deleted account is the one of this person:",
	"recipe.holders-ad":    "Who holds it on-premises (add -Server with a global catalog, port 3268, for the whole forest):",
	"recipe.holders-cloud": "Who holds it in the cloud:",
}

var matchTransfers = map[string]string{
	"transfer.ready":      "{name} takes over {cloud} in the first synchronisation. Nothing has to be prepared.",
	"transfer.mend":       "{name} leads to {cloud}, but something is in the way. Follow the remedy of its verdict.",
	"transfer.make":       "Make an on-premises object with the primary SMTP address {address}, or give it to the one that belongs to {cloud}, and synchronise. The match works once; afterwards the source anchor links both sides.",
	"transfer.make.upn":   "{cloud} has no primary SMTP address. Make an on-premises user with the same user principal name, or give it to the one that belongs to {cloud}, and synchronise.",
	"transfer.deleted":    "{cloud} is deleted. Restore it first.",
	"transfer.synced":     "{cloud} is managed on-premises already.",
	"transfer.managed":    "The authority over {cloud} was moved to the cloud. Set isCloudManaged to false to return it.",
	"transfer.guest":      "{cloud} is a guest. No document promises that a guest is matched.",
	"transfer.privileged": "{cloud} holds or may activate a privileged role. Such an account is not taken over; keep administrators cloud-only.",
	"transfer.group":      "{cloud} is a Microsoft 365 group or a dynamic distribution group. Whether such a group can be matched is not documented.",
	"transfer.no-key":     "{cloud} has no primary SMTP address by which it could be matched.",

	"recipe.choose-ou":    "The distinguished name of the organisational unit, which must be in the scope of synchronisation:",
	"recipe.enable-first": "Set a password and enable the account before it is synchronised, or sign-in to the cloud account is expected to be blocked.",
}
