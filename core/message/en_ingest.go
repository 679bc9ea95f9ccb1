package message

// Texts about the files that were read: what each kind of file is called, what
// happened to a file or a record, and what to do about it.
func init() {
	English.Add(map[string]string{
		"shape.unknown":       "Unknown kind of file",
		"shape.ldif":          "LDIF export (ldifde, ldapsearch)",
		"shape.csvde":         "CSV export of csvde or AdFind",
		"shape.ad-powershell": "CSV export of the Active Directory module for PowerShell",
		"shape.entra-users":   "Users download of the Microsoft Entra admin center",
		"shape.m365-users":    "Users export of the Microsoft 365 admin center",
		"shape.graph-csv":     "CSV export of Microsoft Graph PowerShell",
		"shape.msol-users":    "CSV export of Get-MsolUser",
		"shape.exchange":      "CSV export of Exchange Online PowerShell",
		"shape.other-csv":     "CSV file of an unknown tool, read by its column names",
		"shape.graph-json":    "JSON of Microsoft Graph",
		"shape.other-json":    "JSON file of another tool, read by its property names",
	})
	English.Add(fileTexts)
	English.Add(ldifTexts)
	English.Add(csvTexts)
	English.Add(jsonTexts)
	English.Add(completeTexts)
	English.Add(valueTexts)
}

// fileTexts are about a file as a whole.
var fileTexts = map[string]string{
	"diag.empty":        "The file is empty.",
	"diag.empty.advice": "Run the export again and look at its messages: an empty file usually means that the filter matched nothing or that the account may not read the directory.",

	"diag.spreadsheet":        "This is a spreadsheet ({kind}), not a text export.",
	"diag.spreadsheet.advice": "Open it in the spreadsheet program and save it as “CSV UTF-8”, or better, use the CSV or LDIF file that the export tool wrote: spreadsheets change values such as long numbers and ImmutableIds.",

	"diag.archive":        "This is a packed file ({kind}).",
	"diag.archive.advice": "Unpack it and drop the CSV or LDIF file that it holds.",

	"diag.archive-damaged":        "The packed file is damaged: {error}.",
	"diag.archive-damaged.advice": "Pack it or download it again. The objects before that place are shown.",

	"diag.archive-checksum":        "The file in the archive does not match its checksum: it was damaged on its way.",
	"diag.archive-checksum.advice": "Pack it or download it again. What was read of it is shown.",

	"diag.archive-cut":        "The archive ends too early or is damaged. The files before that place were read.",
	"diag.archive-cut.advice": "Pack it or download it again, or unpack it and drop the files that it holds.",

	"diag.archive-empty":        "The archive holds no files.",
	"diag.archive-empty.advice": "Pack the exports again.",

	"diag.archive-many":        "The archive holds more than {limit} files. The others were not read.",
	"diag.archive-many.advice": "Unpack it and drop the exports that you want to check.",

	"diag.archive-encrypted":        "The file {file} in the archive needs a password.",
	"diag.archive-encrypted.advice": "Unpack the archive with its password and drop the files that it holds.",

	"diag.archive-method":        "The file {file} in the archive is packed in a way that is not supported (method {method}).",
	"diag.archive-method.advice": "Unpack the archive and drop the files that it holds.",

	"diag.archive-rest":        "The archive does not tell where the file {file} ends, so nothing behind it could be read.",
	"diag.archive-rest.advice": "Unpack the archive and drop the files that it holds.",

	"diag.archive-inflated":        "The packed file unpacks to far more than any export. Reading was stopped.",
	"diag.archive-inflated.advice": "If it is an export all the same, unpack it and drop the file that it holds.",

	"diag.not-export":        "This is a file of another kind ({kind}), not a directory export.",
	"diag.not-export.advice": "Drop the LDIF file of ldifde or the CSV file of csvde, PowerShell or an admin center.",

	"diag.markup":        "This is an XML or HTML file, not a directory export.",
	"diag.markup.advice": "Export the objects as CSV or LDIF. If this is a saved web page, use the download button of the page instead.",

	"diag.binary":        "The file holds binary data, not text.",
	"diag.binary.advice": "Drop the LDIF file of ldifde or the CSV file of csvde, PowerShell or an admin center. If this is a text export, choose its encoding by hand.",

	"diag.idfix-list":        "This is a list of errors that IdFix wrote, not an export of objects.",
	"diag.idfix-list.advice": "Drop it as IdFix wrote it, with its header in the first line: its rows are then shown beside the findings.",

	"diag.no-header":        "The first line holds values instead of column names.",
	"diag.no-header.advice": "Export again with the header line: in PowerShell 7, leave out -NoHeader. Without column names it cannot be told what the values are.",

	"diag.unknown-header":        "None of the columns is known, or none of the known ones identifies an object.",
	"diag.unknown-header.advice": "Check that the first line holds the column names in English, such as distinguishedName, userPrincipalName or mail, and that the delimiter is right. The columns of an export in another interface language can be given their meaning by hand.",

	"diag.no-objects":        "The file looks like an export but holds no object that could be read.",
	"diag.no-objects.advice": "Look at the other messages about this file. If there are none, the export found nothing: check its filter and its search base.",

	"diag.ldif-change-file":        "This is a file of changes to import, not an export: its records modify, rename or delete objects.",
	"diag.ldif-change-file.advice": "Drop a file that ldifde wrote without -i.",

	"diag.read-failed":        "The file could not be read to its end: {error}.",
	"diag.read-failed.advice": "The objects before that place are shown. Check that the file is complete and not in use by another program, then drop it again.",

	"diag.object-repeated":        "{n} {n:object|objects} of this file {n:stands|stand} in {file} as well. Each is counted once.",
	"diag.object-repeated.advice": "Nothing is lost: what one record does not tell is taken from the other.",

	"diag.object-differs":        "This file and {file} disagree on {attribute} for {n} {n:object|objects}. {object}, for example, has “{there}” there and “{here}” here.",
	"diag.object-differs.advice": "The exports were probably made at different times. Drop only the newest one, or export both again.",

	"diag.object-again":        "{n} {n:record|records} of this file {n:describes|describe} an object that an earlier record of it describes already. Each object is counted once.",
	"diag.object-again.advice": "Exports that were put together in one file often overlap. Nothing is lost: what one record does not tell is taken from the other.",

	"diag.object-differs-here":        "Records of the same object in this file disagree on {attribute} for {n} {n:object|objects}. {object}, for example, has “{there}” first and “{here}” later. The first one counts.",
	"diag.object-differs-here.advice": "The file was probably put together from exports of different times. Export again into a new file.",

	"diag.file-cut":        "The file ends inside a character: it was cut off, and objects are missing.",
	"diag.file-cut.advice": "Copy, download or export the file again, and compare its size.",

	"diag.page-limit":        "The file holds exactly {n} objects. That is where the tool stops unless it is told to go on, so others are probably missing.",
	"diag.page-limit.advice": "Leave out -g with ldifde and csvde, use -ResultSetSize $null with Get-ADUser and Get-ADObject, -All with Get-MgUser and Get-MsolUser, -ResultSize Unlimited with Get-EXORecipient, and compare the number of objects.",

	"diag.no-anchor":        "The file has neither objectGUID nor mS-DS-ConsistencyGuid. Hard matches cannot be foreseen.",
	"diag.no-anchor.advice": "Export the property ObjectGUID too, and mS-DS-ConsistencyGuid as base64 text, as in the complete command for this tool.",

	"diag.no-anchor-ldifde":        "The file has neither objectGUID nor mS-DS-ConsistencyGuid. Hard matches cannot be foreseen.",
	"diag.no-anchor-ldifde.advice": "Export again without -m and -n, which leave out such values, and with objectGUID in the list behind -l if there is one.",

	"diag.columns-missing":        "Columns that verdicts rest on were not exported: {columns}. What depends on them is reported as not known.",
	"diag.columns-missing.advice": "Export again and name these properties: with -Properties in Get-ADUser and Get-EXORecipient, -Property in Get-MgUser, $select in Microsoft Graph, or -l in ldifde and csvde.",

	"diag.store-full":        "There is no room for more objects. The rest of the file was not read.",
	"diag.store-full.advice": "Export fewer attributes, or split the export by organizational unit and check the parts one after the other. Duplicates between parts are not found that way.",

	"diag.role-guessed-onprem":        "The columns do not tell whether this file comes from Active Directory or from the cloud. It was read as Active Directory.",
	"diag.role-guessed-onprem.advice": "Choose the other side for this file if that is wrong.",
	"diag.role-guessed-cloud":         "The columns do not tell whether this file comes from Exchange Online or from an Exchange server on premises. It was read as Exchange Online.",
	"diag.role-guessed-cloud.advice":  "Choose the other side for this file if that is wrong.",

	"diag.encoding-guessed":        "The file is not UTF-8 and has no mark that names its encoding. It was read as {encoding}.",
	"diag.encoding-guessed.advice": "If names with accents look wrong, choose another encoding. Exports made with -Encoding UTF8 in PowerShell, or with -u in ldifde and csvde, need no guess.",

	"diag.record-too-long":        "A record is longer than {limit} and was skipped.",
	"diag.record-too-long.advice": "Export this object again without its largest attributes. If the file has no empty lines between records, it is damaged.",
}

// ldifTexts are about records of LDIF files.
var ldifTexts = map[string]string{
	"diag.ldif-no-dn":        "A record does not begin with a distinguished name (dn:). It was skipped.",
	"diag.ldif-no-dn.advice": "Look whether an empty line cuts a record in two at this place. The lines before and after it belong together then.",

	"diag.ldif-no-colon":        "A line has no attribute name with a colon. Its record was skipped.",
	"diag.ldif-no-colon.advice": "The line probably belongs to the one before it: a continuation has to begin with a space. Mail programs and editors break lines in that way.",

	"diag.ldif-base64":        "A value that is marked as base64 cannot be decoded. Its record was skipped.",
	"diag.ldif-base64.advice": "The file was changed after the export or was cut off. Export the object again.",

	"diag.ldif-second-dn":        "A record has two distinguished names. It was skipped.",
	"diag.ldif-second-dn.advice": "The empty line between two records is missing. Put it in, or export again.",

	"diag.ldif-change":        "A record of the type “{type}” changes an object instead of describing one. It was skipped.",
	"diag.ldif-change.advice": "Files to import mix such records in. Use a file that was written by an export.",

	"diag.ldif-url":        "The value of {attribute} is only referred to (“:<”). References to other files are never followed.",
	"diag.ldif-url.advice": "Export with the values in the file itself.",

	"diag.ldif-range":        "The list of {attribute} is cut: the server handed out only its first part.",
	"diag.ldif-range.advice": "The number of values is too low for this object. Everything else about it is complete.",

	"diag.ldif-open-end":        "The last line of the file has no end. If its last record is not complete, the file was cut off.",
	"diag.ldif-open-end.advice": "Compare the size of the file with the original, or export again.",

	"diag.ldif-no-separator":        "The empty line before a new record is missing. The records were read as separate objects.",
	"diag.ldif-no-separator.advice": "Nothing is lost. Files put together by hand often look like this.",
}

// csvTexts are about rows and columns of CSV files.
var csvTexts = map[string]string{
	"diag.csv-unclosed-quote":        "A quotation mark is opened and never closed. The line was skipped and reading went on after it.",
	"diag.csv-unclosed-quote.advice": "Close the quotation mark, or double it if it belongs to the value.",

	"diag.csv-cut-quote":        "The file ends inside a value in quotation marks: it was cut off. The row was skipped.",
	"diag.csv-cut-quote.advice": "Copy, download or export the file again, and compare the number of objects.",

	"diag.csv-quote":        "There is text between a closing quotation mark and the next delimiter. The line was skipped.",
	"diag.csv-quote.advice": "Double quotation marks that belong to a value, and check that an earlier line does not open one without closing it.",

	"diag.csv-long-row":        "A row has {fields} fields, but the header has {columns}. It was skipped, because it cannot be told which values belong to which column.",
	"diag.csv-long-row.advice": "A value probably holds the delimiter without being in quotation marks. Export again with quotation marks or another delimiter.",

	"diag.csv-short-row":        "A row has only {fields} of {columns} fields and nothing that identifies an object. It was skipped.",
	"diag.csv-short-row.advice": "Look whether a value with a line break stands there without quotation marks, or whether the file was cut off.",

	"diag.csv-short-row-read":        "Rows have fewer fields than the header. The missing fields at their ends were read as empty.",
	"diag.csv-short-row-read.advice": "Spreadsheet programs drop empty fields at the end of rows. If the file was cut off instead, export again.",

	"diag.csv-cut-row":        "The file ends inside a row, which has {fields} of {columns} fields: it was cut off.",
	"diag.csv-cut-row.advice": "Copy, download or export the file again, and compare the number of objects.",

	"diag.type-name":        "The column {column} holds “{value}” instead of values: the export tool cannot print lists and writes the name of their type. The values are lost, so everything that depends on this column is reported as not known.",
	"diag.type-name.advice": "Export again with a calculated column that joins the values, in Select-Object: {command}.",

	"diag.columns-not-requested":        "Empty in every row, although the tool always writes them: {columns}. They were probably not requested, so they are treated as not exported.",
	"diag.columns-not-requested.advice": "Export again and name the properties, for example Get-MgUser -All -Property Id,UserPrincipalName,Mail,ProxyAddresses,OnPremisesImmutableId,OnPremisesSyncEnabled,UserType,AccountEnabled.",

	"diag.columns-assumed-empty":        "Empty in every row: {columns}. Other properties were requested and are filled, so the values are assumed to be empty, as in a tenant that was never synchronised.",
	"diag.columns-assumed-empty.advice": "If this tenant has been synchronised before, export again and make sure that these properties are requested.",

	"diag.class-unknown":        "No column tells whether these objects are users, groups or contacts.",
	"diag.class-unknown.advice": "Export a column that tells the class (objectClass, UserType, GroupTypes, RecipientTypeDetails), or put the word users, groups or contacts into the name of the file.",

	"diag.class-from-name":        "The class of the objects was taken from the name of the file.",
	"diag.class-from-name.advice": "Rename the file if that is wrong.",

	"diag.deleted-from-name":        "The name of the file says that it lists deleted users, so all of them are treated as deleted.",
	"diag.deleted-from-name.advice": "Rename the file if that is wrong, or export the column DeletedDateTime.",
}

// valueTexts are about values.
var valueTexts = map[string]string{
	"diag.identifier":        "The column {column} holds “{value}”, which is no identifier in any known notation. The value was left out.",
	"diag.identifier.advice": "Export the column again. Spreadsheet programs damage long identifiers.",

	"diag.guid-order-text":          "The column {column} holds identifiers of 32 digits without hyphens. Their byte order is not certain; the order of the usual notation was assumed.",
	"diag.guid-order-text.advice":   "Export the column with hyphens or as base64, so that hard matches can be trusted.",
	"diag.guid-order-stored":        "The column {column} holds identifiers of 32 digits without hyphens. Their byte order is not certain; the order in which the directory stores them was assumed.",
	"diag.guid-order-stored.advice": "Export the column with hyphens or as base64, so that hard matches can be trusted.",

	"diag.spreadsheet-number":        "The column {column} holds “{value}”: a spreadsheet program took the digits for a number and rounded it. The value was left out.",
	"diag.spreadsheet-number.advice": "Use the file as the export tool wrote it. To look at it in a spreadsheet program, import it with all columns as text, and do not save it.",

	"diag.spreadsheet-words":        "Truth values are written as “{value}”, as a spreadsheet program writes them in another language. They were read as true and false.",
	"diag.spreadsheet-words.advice": "Nothing of them is lost, but saving an export in a spreadsheet program changes long numbers, dates and identifiers too. Use the file as the export tool wrote it.",

	"diag.list-shortened":        "The column {column} holds a list as PowerShell shows it on the screen, with only its first values. The others are missing.",
	"diag.list-shortened.advice": "Export again with Export-Csv and a calculated column that joins all values, as in the complete command for this tool.",

	"diag.spreadsheet-error":        "The column {column} holds “{value}”, the mark of a formula that failed. The value was left out.",
	"diag.spreadsheet-error.advice": "A spreadsheet program took a value that begins with +, - or = for a formula. Use the file that the export tool wrote.",

	"diag.hex-text":        "Text stands in the file in hexadecimal form (X'…'), as csvde writes letters outside ASCII. It was read as UTF-8.",
	"diag.hex-text.advice": "Nothing is lost. Export with -u to get readable text.",

	"diag.question-marks":        "Names hold question marks in the place of letters, such as “{value}”. The export tool replaced letters that its encoding does not know, and they cannot be restored.",
	"diag.question-marks.advice": "Export again with -Encoding UTF8 (Windows PowerShell writes ASCII without it), or with -u in ldifde and csvde.",

	"diag.misread-text":        "Names look as if they had been saved in the wrong encoding, such as “{value}”.",
	"diag.misread-text.advice": "A program read the file in one encoding and saved it in another. Export again and do not save the file from an editor.",

	"diag.value-cut":        "A value of {attribute} is longer than 16 MB and was cut.",
	"diag.value-cut.advice": "Directory attributes are never that long. Look at the file at this place.",
}

// jsonTexts are about objects of JSON files.
var jsonTexts = map[string]string{
	"diag.next-link":        "The file holds only one page of the result: Microsoft Graph names the address of the next page (@odata.nextLink). Objects of the other pages are missing.",
	"diag.next-link.advice": "Export all pages. Get-MgUser -All and Invoke-MgGraphRequest in a loop over @odata.nextLink do so; the files of several pages can be dropped together.",

	"diag.json-broken":        "An object is not valid JSON. It was skipped and reading went on after it.",
	"diag.json-broken.advice": "The file was changed or put together by hand. Look for a missing quotation mark, comma or bracket at this place, or export again.",

	"diag.json-cut":        "The file ends inside an object, which was skipped. The file was cut off.",
	"diag.json-cut.advice": "Download or export the file again, and compare the number of objects.",

	"diag.json-open":        "The file ends before its list is closed. It was cut off, and objects may be missing.",
	"diag.json-open.advice": "Download or export the file again, and compare the number of objects.",

	"diag.json-stray":        "There is text between the objects that is not JSON. It was passed over.",
	"diag.json-stray.advice": "Save only the answer of Microsoft Graph or the output of ConvertTo-Json, without messages of the shell.",

	"diag.json-no-object":        "An element has no property that identifies a directory object, such as id, userPrincipalName or mail. It was skipped.",
	"diag.json-no-object.advice": "Ask for these properties: in Microsoft Graph, add them to $select.",

	"diag.batch-failed":        "One of the requests of this batch failed with status {status}. Its objects are missing.",
	"diag.batch-failed.advice": "Send this request again: status 429 says that there were too many at once, 403 that a permission is missing, 404 that the object does not exist.",

	"diag.json-error":        "The file holds an error message of Microsoft Graph instead of objects.",
	"diag.json-error.advice": "Read the message, for example about missing permissions, and repeat the request.",

	"diag.json-nothing":        "The JSON holds no directory objects.",
	"diag.json-nothing.advice": "Drop the answer of a request for users, groups or contacts. If the list is empty, check the filter of the request.",

	"diag.json-varying":        "Some objects have these properties and others of the same class do not: {properties}. Where they are missing they were taken for empty.",
	"diag.json-varying.advice": "If the file was put together from requests with different $select lists, drop the answers as separate files.",
}

// completeTexts name the questions that columns answer.
var completeTexts = map[string]string{
	"question.hard-match":  "Hard match by the source anchor",
	"question.smtp-match":  "Soft match by the primary e-mail address",
	"question.upn-match":   "Soft match by the user principal name",
	"question.addresses":   "Whether another object holds an address",
	"question.synced":      "Whether the object is synchronised already",
	"question.guests":      "Whether an account is a guest",
	"question.deleted":     "Whether an account is deleted",
	"question.scope":       "Whether the object is synchronised at all",
	"question.class":       "Whether the object is a user, a group or a contact",
	"question.cloud-owned": "Whether the authority over the object was moved to the cloud",
}
