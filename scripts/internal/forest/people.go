package forest

import (
	"strings"
	"unicode"
)

// culture is a country with its names. All people are invented: given names and
// surnames that are common there, put together at random.
type culture struct {
	code, name string
	domain     string
	phone      string
	given      []string
	surnames   []string
	places     []place
}

// place is where an office is.
type place struct{ city, province, street, postal string }

// person is a pair of names that occurs once; an alias made of them is plain ASCII.
type person struct {
	culture    *culture
	given, sur string
	alias      string
}

// inventPeople puts all given names and surnames of a culture together, and leaves
// out those whose alias is taken.
func inventPeople() []person {
	var people []person
	taken := map[string]bool{}
	for c := range cultures {
		culture := &cultures[c]
		for _, g := range culture.given {
			for _, s := range culture.surnames {
				alias := ascii(g) + "." + ascii(s)
				if !taken[alias] {
					taken[alias] = true
					people = append(people, person{culture, g, s, alias})
				}
			}
		}
	}
	return people
}

// letters are those that plain ASCII has no lower-case letter for, with what a person
// writes instead; Cyrillic after the Bulgarian law on transliteration of 2009.
var letters = strings.NewReplacer(
	"ä", "a", "å", "a", "á", "a", "à", "a", "â", "a", "ã", "a", "ą", "a", "æ", "ae",
	"ç", "c", "ć", "c", "č", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "í", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n",
	"ö", "o", "ó", "o", "ô", "o", "õ", "o", "ø", "o", "ř", "r", "ş", "s", "ś", "s", "š", "s", "ß", "ss",
	"ü", "u", "ú", "u", "ů", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z",
	"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i", "й", "y",
	"к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u",
	"ф", "f", "х", "h", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "sht", "ъ", "a", "ь", "y", "ю", "yu", "я", "ya",
)

// ascii makes a part of an alias from a name.
func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, letters.Replace(strings.ToLower(name)))
}

var cultures = []culture{
	{
		code: "NL", name: "Netherlands", domain: "contoso.nl", phone: "+31 20 555 ",
		given:    []string{"Anna", "Daan", "Emma", "Fleur", "Lars", "Lieke", "Milan", "Noor", "Ruben", "Sanne", "Sem", "Zoë"},
		surnames: []string{"de Vries", "van den Berg", "Bakker", "Jansen", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "Bos", "Dekker", "van Dijk", "Hendriks", "Kuipers", "Vermeulen", "Brouwer"},
		places:   []place{{"Amsterdam", "Noord-Holland", "Havenstraat", "1012 AB"}, {"Utrecht", "Utrecht", "Kerkweg", "3511 CD"}, {"Eindhoven", "Noord-Brabant", "Stationsplein", "5611 EF"}},
	},
	{
		code: "SE", name: "Sweden", domain: "contoso.se", phone: "+46 8 555 ",
		given:    []string{"Åsa", "Björn", "Elin", "Erik", "Göran", "Karin", "Lennart", "Maja", "Nils", "Sofia", "Örjan", "Ylva"},
		surnames: []string{"Andersson", "Bergström", "Dahlin", "Ekström", "Fransson", "Gustafsson", "Hallström", "Isaksson", "Lindqvist", "Lundgren", "Nyström", "Öberg", "Sjöberg", "Sundström", "Åkesson", "Wallin"},
		places:   []place{{"Stockholm", "Stockholms län", "Hamngatan", "111 47"}, {"Göteborg", "Västra Götalands län", "Kungsgatan", "411 19"}, {"Malmö", "Skåne län", "Storgatan", "211 20"}},
	},
	{
		code: "BG", name: "Bulgaria", domain: "contoso.bg", phone: "+359 2 555 ",
		given:    []string{"Александър", "Борислав", "Виктория", "Георги", "Десислава", "Иван", "Йоана", "Калина", "Мария", "Николай", "Петър", "Светлана"},
		surnames: []string{"Ангелов", "Борисов", "Василев", "Григоров", "Димитров", "Желязков", "Златев", "Иванов", "Колев", "Маринов", "Николов", "Петков", "Стоянов", "Тодоров", "Христов", "Щерев"},
		places:   []place{{"София", "София-град", "бул. Витоша", "1000"}, {"Пловдив", "Пловдив", "ул. Главна", "4000"}},
	},
	{
		code: "GB", name: "United Kingdom", domain: "contoso.co.uk", phone: "+44 20 5550 ",
		given:    []string{"Alice", "Arthur", "Charlotte", "Edward", "Grace", "Harry", "Imogen", "Jack", "Olivia", "Oscar", "Poppy", "Thomas"},
		surnames: []string{"Atkinson", "Baker", "Clarke", "Davies", "Ellis", "Foster", "Green", "Hughes", "Knight", "Mason", "O'Brien", "Palmer", "Reed", "Shaw", "Turner", "Wright"},
		places:   []place{{"London", "Greater London", "Kings Road", "SW3 4ND"}, {"Leeds", "West Yorkshire", "Park Row", "LS1 5JL"}},
	},
	{
		code: "DE", name: "Germany", domain: "contoso.de", phone: "+49 30 555 ",
		given:    []string{"Christian", "Friederike", "Günther", "Hannah", "Jürgen", "Käthe", "Lukas", "Marlene", "Moritz", "Sabine", "Stefan", "Ursula"},
		surnames: []string{"Bauer", "Böhm", "Fischer", "Groß", "Hoffmann", "Jäger", "Köhler", "Krüger", "Lehmann", "Müller", "Neumann", "Schäfer", "Schröder", "Schulz", "Weiß", "Zimmermann"},
		places:   []place{{"Berlin", "Berlin", "Lindenallee", "10115"}, {"München", "Bayern", "Hauptstraße", "80331"}},
	},
	{
		code: "FR", name: "France", domain: "contoso.fr", phone: "+33 1 55 55 ",
		given:    []string{"Adèle", "Benoît", "Camille", "Élodie", "François", "Hélène", "Jérôme", "Léa", "Mathieu", "Noémie", "Rémi", "Théo"},
		surnames: []string{"Bernard", "Blanchard", "Chevalier", "Dubois", "Fontaine", "Garnier", "Lefèvre", "Leroy", "Marchand", "Mercier", "Moreau", "Perrin", "Renaud", "Rousseau", "Simon", "Vidal"},
		places:   []place{{"Paris", "Île-de-France", "rue de la Gare", "75009"}, {"Lyon", "Auvergne-Rhône-Alpes", "quai du Rhône", "69002"}},
	},
	{
		code: "PL", name: "Poland", domain: "contoso.pl", phone: "+48 22 555 ",
		given:    []string{"Agnieszka", "Bartosz", "Ewa", "Grzegorz", "Jadwiga", "Kamil", "Łukasz", "Małgorzata", "Paweł", "Stanisław", "Wiktor", "Zofia"},
		surnames: []string{"Adamczyk", "Dąbrowski", "Grabowski", "Jabłoński", "Kaczmarek", "Kowalczyk", "Kozłowski", "Król", "Mazur", "Michalski", "Nowak", "Pawłowski", "Sikora", "Walczak", "Wójcik", "Zając"},
		places:   []place{{"Warszawa", "Mazowieckie", "ul. Długa", "00-238"}, {"Kraków", "Małopolskie", "ul. Szeroka", "31-053"}},
	},
	{
		code: "PT", name: "Portugal", domain: "contoso.pt", phone: "+351 21 555 ",
		given:    []string{"Beatriz", "Bruno", "Catarina", "Duarte", "Gonçalo", "Inês", "João", "Leonor", "Mafalda", "Rui", "Tiago", "Uma"},
		surnames: []string{"Almeida", "Araújo", "Carvalho", "Conceição", "Esteves", "Figueiredo", "Gonçalves", "Magalhães", "Mendonça", "Nogueira", "Pereira", "Ramalho", "Silva", "Tavares", "Teixeira", "Vasconcelos"},
		places:   []place{{"Lisboa", "Lisboa", "Rua do Carmo", "1200-092"}, {"Porto", "Porto", "Rua das Flores", "4050-265"}},
	},
	{
		code: "TR", name: "Türkiye", domain: "contoso.com.tr", phone: "+90 212 555 ",
		given:    []string{"Aylin", "Barış", "Çiğdem", "Deniz", "Elif", "Gökhan", "Kemal", "Mehmet", "Özge", "Selin", "Umut", "Zeynep"},
		surnames: []string{"Acar", "Aydın", "Çelik", "Demir", "Doğan", "Erdoğmuş", "Güneş", "Kaplan", "Kılıç", "Korkmaz", "Özdemir", "Şahin", "Şimşek", "Tekin", "Yıldız", "Yılmaz"},
		places:   []place{{"İstanbul", "İstanbul", "Bahçe Sokak", "34000"}},
	},
	{
		code: "US", name: "United States", domain: "contoso.com", phone: "+1 425 555 ",
		given:    []string{"Aaron", "Brianna", "Carlos", "Denise", "Ethan", "Gabriela", "Hannah", "Isaiah", "Jasmine", "Kevin", "Nicole", "Tyler"},
		surnames: []string{"Adams", "Brooks", "Coleman", "Delgado", "Edwards", "Flores", "Griffin", "Hayes", "Jenkins", "Martinez", "Nguyen", "Ortiz", "Patterson", "Ramirez", "Sanders", "Washington"},
		places:   []place{{"Seattle", "Washington", "Pine Street", "98101"}, {"Austin", "Texas", "Congress Avenue", "78701"}},
	},
}
