"""What the names in the examples' reference data are made of: parts that look real and belong to nobody."""

from __future__ import annotations

from decimal import Decimal


def words(text: str) -> list[str]:
    """A list of names, in a form that can be read and added to."""
    return text.split()


SHOP_OWNERS = words(
    """Aldberg Brunvik Cedermo Dalsund Ekhamn Fornander Granvall Hallmyr Idestig Jordevik Kvarnlund Lindhage
Mossberga Norrsell Okvist Parkholm Rosendahl Sandfors Tallgård Uddvall Vinterhed Wretmark Ymerfors Åkesjö Älvstrand
Östermyr Björkeflod Hasselvik Kråkeryd Stenholmen"""
)
SHOP_KINDS = ["Livs", "Handel", "Kiosk", "Matbod", "Kvartersbutik", "Diversehandel", "Mat & Kaffe", "Torghandel"]
SWEDISH_TOWNS = {
    "Stockholm": ("+46 8 465 004 {:02}", 0),
    "Göteborg": ("+46 31 390 06 {:02}", 0),
    "Malmö": ("+46 40 628 04 {:02}", 0),
    "Kiruna": ("+46 980 319 2{:02}", 0),
    "Umeå": ("+46 70 174 06 {:02}", 5),
}
"""Town -> a free range's number and its first digits. Umeå has no range, so its shops answer a mobile phone."""
SWEDISH_PLACES = {
    "Stockholm": ("59.33", "18.06"),
    "Göteborg": ("57.71", "11.97"),
    "Malmö": ("55.60", "13.00"),
    "Kiruna": ("67.86", "20.23"),
    "Umeå": ("63.83", "20.26"),
}
"""Town -> where its middle lies."""

PUB_NAMES = words(
    """Ahornkrug Birkenstube Distelhof Eulenwirt Finkenschänke Goldammer Haselhof Igelkeller Jasminlaube
Kranichhaus Lindwurm Mühlenblick Nebelkrähe Otterquell Pappelwirt Quittengarten Rebhuhn Schlehenhof Turmfalke
Ulmenkrug Vogelbeere Weidenkate Zaunkönig Zeisigstube Altremise Blaulaterne Grünanker Kleinfähre Rotkiesel
Stillschleuse"""
)
PUB_KINDS = ["", "Getränke", "Bistro", "am Markt", "am Hafen", "Feinkost", "im Hof", "Kontor"]
GERMAN_TOWNS = {
    "Berlin": "+49 30 23125 {:03}",
    "Frankfurt": "+49 69 90009 {:03}",
    "Hamburg": "+49 40 66969 {:03}",
    "Köln": "+49 221 4710 {:03}",
    "München": "+49 89 99998 {:03}",
}

FIRST_NAMES = words(
    """Alva Arvid Astrid Bashir Birk Cleo Dagny Davor Ebba Edvin Elif Esther Farah Folke Greta Hanno Hedda
Idris Ingrid Ivar Jasmin Jorun Kaveh Klara Leif Lovisa Malik Märta Naima Nils Olga Otto Petra Rune Saga Selma Sixten
Tuva Viggo Zeynep"""
)
LAST_NAMES = words(
    """Ahlvik Bergmo Cederhag Dahlsten Eknander Fribo Grenholt Hallonqvist Isfjäll Järnevi Klinteby Lövmark
Mårdsund Norrhage Oxelgren Pilvret Rönnvall Sjöryd Tornlid Vindelå"""
)
TEAMS = ["Field Sales North", "Field Sales South", "Key Accounts", "Customer Care", "Sales Operations"]
OFFICES = ["Stockholm", "Göteborg", "Malmö", "Umeå"]

SNACKS = {
    "Coffee": (
        ["Morgonrost", "Hamnkaffe", "Skogsrost", "Fyrbrygd", "Vinterrost"],
        ["250 g", "450 g", "beans 500 g", "decaf 250 g"],
    ),
    "Tea": (
        ["Ljungblom", "Nyponte", "Fjällmynta", "Rökdimma", "Havtorn"],
        ["20 bags", "40 bags", "loose 100 g", "cold brew"],
    ),
    "Biscuits": (
        ["Havrekant", "Kardemums", "Smörsnurra", "Kakaotopp", "Ingefärsbit"],
        ["150 g", "300 g", "mini", "sharing tin"],
    ),
    "Crispbread": (
        ["Rågrund", "Surdegsfin", "Fröklippa", "Dinkelbräck", "Kumminhäll"],
        ["200 g", "400 g", "thin", "snack pack"],
    ),
    "Sweets": (
        ["Saltbåk", "Bärmoln", "Kolasten", "Syrregn", "Lakritsnate"],
        ["80 g", "160 g", "sugar free", "party bag"],
    ),
    "Nuts": (
        ["Strandmix", "Rostmandel", "Cashewkust", "Valnötsgång", "Studentnatt"],
        ["60 g", "175 g", "salted", "unsalted"],
    ),
}
"""Category -> brands and packs of the store visit's range."""

DRINKS = {
    "Water": (
        ["Kieselquell", "Moosbach", "Nordbrunn", "Steinsprung"],
        ["still", "medium", "sparkling", "with lemon", "gentle"],
    ),
    "Juice": (
        ["Streuobst", "Gartenpresse", "Sonnenrebe", "Morgenfrucht"],
        ["apple", "pear", "currant", "grape", "rhubarb"],
    ),
    "Lemonade": (
        ["Zischl", "Brausewind", "Kribbelkraut", "Fassgold"],
        ["lemon", "orange", "elderflower", "ginger", "cola"],
    ),
    "Beer": (["Kranichbräu", "Lindwurm", "Ankertrunk", "Hopfenfurt"], ["pils", "wheat", "dark", "pale ale", "export"]),
    "Alcohol-free": (
        ["Kranichbräu", "Lindwurm", "Ankertrunk", "Hopfenfurt"],
        ["pils 0.0", "wheat 0.0", "radler 0.0", "malt", "ale 0.0"],
    ),
    "Cider": (
        ["Apfelwehr", "Kelterhaus", "Rotbäckchenhof", "Mostwerk"],
        ["dry", "medium dry", "rosé", "pear", "quince"],
    ),
    "Milk": (
        ["Almglück", "Weidenkanne", "Sennhof", "Kuhglocke"],
        ["vanilla", "cocoa", "coffee", "strawberry", "plain"],
    ),
}
"""Category -> brands and sorts of the order capture's range. Milk is food and has the lower rate of VAT."""

CLINIC_NAMES = words(
    """Alouette Bruyère Cerisaie Dauphine Églantine Fougère Genêts Hirondelle Iris Jonquille Kerbrune Lavandière
Mésange Noisetier Orangerie Primevère Quatre-Vents Roseraie Saule Tilleul"""
)
CLINIC_KINDS = ["Clinique", "Pharmacie", "Cabinet", "Centre de soins", "Laboratoire"]
FRENCH_TOWNS = {
    "Paris": "+33 1 99 00 {:02} {:02}",
    "Nantes": "+33 2 61 91 {:02} {:02}",
    "Strasbourg": "+33 3 53 01 {:02} {:02}",
    "Lyon": "+33 4 65 71 {:02} {:02}",
    "Bordeaux": "+33 5 36 49 {:02} {:02}",
}
"""Town -> the free range of its part of the country."""
FRENCH_FIRST_NAMES = words(
    """Aline Basile Capucine Damien Elsa Fabrice Gaëlle Hugo Inès Joachim Katell Loïc Maëlle Noé Océane Pascal
Quentin Romane Sylvain Thaïs Ulysse Violette Wassim Yaël Zoé"""
)
FRENCH_LAST_NAMES = words(
    """Aubrelle Boisclair Courvent Duvallier Estrabaud Fontclaire Grandlieu Hautelande Issartel Jonquières Lormeau
Montfleur Neuvisy Orsenne Peyrelongue Rochevaux"""
)
FUNCTIONS = ["Physician", "Pharmacist", "Head nurse", "Buyer", "Laboratory head"]
SUPPLIES = {
    "Dressings": (["Derméa", "Plaïs", "Cicatria"], ["5 × 5 cm", "10 × 10 cm", "foam", "silicone", "border", "roll"]),
    "Hygiene": (["Clairmain", "Puréa", "Netta"], ["gel 100 ml", "gel 500 ml", "wipes", "foam", "spray", "refill"]),
    "Gloves": (["Gantia", "Doucel", "Manuli"], ["S", "M", "L", "XL", "sterile", "long"]),
    "Diagnostics": (["Gluvia", "Tensio", "Oxymea"], ["starter", "strips 50", "cuff", "sensor", "case", "pro"]),
    "Infusion": (
        ["Perfusol", "Veinal", "Goutta"],
        ["line", "filter", "catheter 20G", "catheter 22G", "stopcock", "cap"],
    ),
}
"""Category -> brands and kinds of the call report's range."""

BAR_OWNERS = words("Bryggan Fyren Hamnboden Klockan Lotsen Måsen Piren Slussen Spången Torget Vinden Ängen")
BAR_KINDS = ["Bar", "Bistro", "Krog", "Matsal", "Café"]
BAR_TOWNS = ["Stockholm", "Göteborg", "Malmö", "Kiruna", "Umeå"]
BEVERAGES = {
    "Beer": (["Tallbryggan", "Granitöl", "Sjöhamra", "Ljusterö"], ["lager", "pale ale", "stout", "wheat", "ipa"]),
    "Cider": (["Äppelås", "Päronlid"], ["dry", "medium", "rosé", "elderflower"]),
    "Soft drink": (["Isklocka", "Kolbäck", "Brusala", "Fläderfors"], ["cola", "orange", "lemon", "pear", "tonic"]),
    "Water": (["Källvik", "Bergdroppe"], ["still", "sparkling", "lime", "lemon"]),
    "Alcohol-free": (["Tallbryggan", "Granitöl", "Sjöhamra"], ["lager 0.0", "ale 0.0", "wheat 0.0", "ipa 0.0"]),
    "Juice": (["Trädgårdsmust", "Bärgott"], ["apple", "currant", "rhubarb", "orange"]),
    "Book": (["Barboken"], ["classics", "alcohol-free", "cider", "coffee"]),
}
"""Category -> brands and sorts of the beverage order's range: 80 in all."""
VAT = {"Beer": "25%", "Cider": "25%", "Book": "6%"}
"""Category -> its rate of VAT; the others are food."""
BEVERAGE_LISTS = {"a": Decimal("1.00"), "b": Decimal("0.92"), "horeca": Decimal("1.12")}

PRICE_LISTS = {"retail": Decimal("1.00"), "wholesale": Decimal("0.86"), "catering": Decimal("1.08")}
"""Price list -> its level against the retail price."""

PHYSICIAN_FIRST_NAMES = words("Amrei Bodo Celia Dirk Elfriede Falk Gunda Hauke Isolde Jannik Käthe Ludger")
PHYSICIAN_LAST_NAMES = words(
    """Ampferbach Brombeerholz Distelkamp Eulenried Farnwald Ginsterberg Haselgrund Irisfeld Kleeblattner Lindenstieg
Moosheim Nelkenau"""
)
PHYSICIAN_TOWNS = [("Berlin", "Berlin"), ("Hamburg", "Hamburg"), ("München", "München")]
"""Town and territory."""
SAMPLES = words(
    "Alvoxane Brimotal Cendrafil Dolvaris Estimune Fenquilo Gralotan Hexavirol Ipsotane Juvendol Kelmorine Lorvastil"
)
