"""How exact a place is, the regions of the filters, and what is said once a page where a disputed name stands.

Regions: our own set, cut as the peacebuilding field speaks of them; every country belongs to one at most.
Naming notes: United Nations General Assembly resolutions 68/262 and ES-11/4; for Kosovo the sentence agreed in the
European Union-facilitated dialogue in 2012, word for word in English.
"""

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

PRECISIONS = Vocabulary(
    "precisions",
    [
        Entry("country", _("Country")),
        Entry("admin1", _("First-level region"), aliases=("oblast", "province", "region", "state")),
        Entry("admin2", _("District or municipality"), aliases=("district", "municipality", "raion", "county")),
        Entry("place", _("Town or village"), aliases=("city", "town", "village", "settlement")),
    ],
    source="own list",
)

REGIONS = Vocabulary(
    "regions",
    [
        Entry("western-balkans", _("Western Balkans"), aliases=("balkans",)),
        Entry("south-caucasus", _("South Caucasus"), aliases=("caucasus", "southern caucasus")),
        Entry("central-asia", _("Central Asia")),
        Entry("eastern-europe", _("Eastern Europe")),
        Entry("northern-europe", _("Northern Europe"), aliases=("nordic and baltic",)),
        Entry("western-europe", _("Western Europe")),
        Entry("southern-europe", _("Southern Europe")),
        Entry("middle-east", _("Middle East"), aliases=("west asia", "western asia")),
        Entry("north-africa", _("North Africa"), aliases=("northern africa", "maghreb")),
        Entry("west-africa-sahel", _("West Africa and the Sahel"), aliases=("west africa", "western africa", "sahel")),
        Entry(
            "east-africa-horn",
            _("East Africa and the Horn"),
            aliases=("east africa", "eastern africa", "horn of africa"),
        ),
        Entry("central-africa", _("Central Africa"), aliases=("middle africa", "great lakes")),
        Entry("southern-africa", _("Southern Africa")),
        Entry("south-asia", _("South Asia"), aliases=("southern asia",)),
        Entry("south-east-asia", _("South-East Asia"), aliases=("southeast asia", "south-eastern asia", "asean")),
        Entry("east-asia", _("East Asia"), aliases=("eastern asia",)),
        Entry("oceania", _("Oceania"), aliases=("pacific",)),
        Entry("north-america", _("North America"), aliases=("northern america",)),
        Entry(
            "central-america-caribbean",
            _("Central America and the Caribbean"),
            aliases=("central america", "caribbean"),
        ),
        Entry("south-america", _("South America")),
    ],
    source="own list",
)

NAMING_NOTES = Vocabulary(
    "naming notes",
    [
        Entry(
            "kosovo",
            _(
                "This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 "
                "and the ICJ Opinion on the Kosovo declaration of independence."
            ),
        ),
        Entry(
            "crimea",
            _("Crimea and Sevastopol are in Ukraine, in line with United Nations General Assembly resolution 68/262."),
        ),
        Entry(
            "oblasts-es-11-4",
            _(
                "Donetsk, Luhansk, Kherson and Zaporizhzhia oblasts are in Ukraine, in line with United Nations "
                "General Assembly resolution ES-11/4."
            ),
        ),
        Entry(
            "donbas",
            _(
                "“Donbas” is an informal name for Donetsk and Luhansk oblasts of Ukraine. It stands here where a "
                "source uses it, and is not an administrative unit."
            ),
        ),
        Entry("abkhazia", _("Abkhazia is listed under Georgia, within its internationally recognised borders.")),
        Entry(
            "south-ossetia",
            _(
                "South Ossetia, the Tskhinvali region, is listed under Georgia, within its internationally "
                "recognised borders."
            ),
        ),
        Entry(
            "transnistria",
            _("Transnistria is listed under Moldova, within its internationally recognised borders."),
        ),
        Entry(
            "nagorno-karabakh",
            _(
                "“Nagorno-Karabakh” stands here as the historical name of a conflict (1988 to 2023), with its dates; "
                "it names no country and no administrative unit."
            ),
        ),
    ],
    source="United Nations General Assembly resolutions 68/262 and ES-11/4; European Union wording for Kosovo",
)
