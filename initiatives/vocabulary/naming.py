"""How organisations are called: legal forms, abbreviations, and the words their names are made of in many languages.

Own lists. They serve to recognise a name written otherwise; nothing here is shown.
"""

ASSOCIATION, FOUNDATION, COMPANY, ANY = "association", "foundation", "company", ""

# Written in capitals in front of or behind a name, here without dots; "Go" in "Go Global" is a word.
SHORT_FORMS = {
    form: kind
    for kind, forms in {
        ASSOCIATION: "GO VGO MGO ГО ВГО МГО ГС ОО РОО МОО ОЮЛ УГ ЗГ OJQ OJF eV EV ASBL AISBL VZW vzw ry zs ZS APS OdV",
        FOUNDATION: "BF MBF PF ОФ БФ МБФ БФО КФ ПФ ОБФ",
        COMPANY: "LLC LLP LTD Ltd Inc INC PLC GmbH GMBH gGmbH ТОВ ООО doo DOO sro BV SRL Srl Pvt Pty CIC",
        ANY: "NGO NVO OCD INGO CSO NPO CBO NUO BO PO ONG OSC CIO ETS Onlus ONLUS БО ЗУ НУО НПО НКО НГО КБ НВО АНО ЧУ",
    }.items()
    for form in forms.split()
}
LONG_FORMS = {
    ASSOCIATION: (
        "public association", "громадська організація", "громадська спілка", "общественная организация",
        "общественное объединение", "коомдук бирикмеси", "удружење грађана", "udruženje građana",
        "здружение на граѓани", "registered association", "association sans but lucratif", "eingetragener verein",
        "shoqata joqeveritare", "організація громадська", "udruga građana",
    ),
    FOUNDATION: (
        "charitable foundation", "charitable fund", "public foundation", "public fund", "благодійний фонд",
        "міжнародний благодійний фонд", "благотворительный фонд", "общественный фонд", "коомдук фонду",
        "благодійна фундація",
    ),
    COMPANY: ("limited", "incorporated", "private limited", "limited liability company"),
    ANY: (
        "non-governmental organisation", "non-governmental organization", "nongovernmental organization",
        "non-profit organisation", "non-profit organization", "charitable organisation", "charitable organization",
        "public organisation", "public organization", "благодійна організація", "невладина организација",
        "nevladina organizacija", "organizata joqeveritare", "неурядова організація",
        "неправительственная организация", "organizația neguvernamentală", "organisation non gouvernementale",
    ),
}  # fmt: skip
# One word that is a form in some names and the name's own in others: such names are proposed, never matched.
_LOOSE = """
udruženje удружење udruga shoqata фонд fond fondi fonds foundation fondacija фондација fundacija fondation fundacion
fundacja stiftung stichting association asociacija asocijacija asociacion asotsiatsiia асоціація ассоциация verein
organisation organization organizacija organizata organizatsiia організація организация network coalition mreža мрежа
коаліція коалиция мережа сеть фондация бирикмеси фонду trust initiative
"""
LOOSE_FORMS = _LOOSE.split()

ABBREVIATIONS = {
    "univ": "university", "uni": "university", "dept": "department", "devt": "development", "dev": "development",
    "intl": "international", "org": "organization", "organisation": "organization", "assoc": "association",
    "assn": "association", "fdn": "foundation", "inst": "institute", "govt": "government", "natl": "national",
    "centre": "center", "ctr": "center", "cttee": "committee", "prog": "program", "programme": "program",
    "programmes": "programs", "mgmt": "management", "min": "ministry", "defence": "defense", "labour": "labor",
    "organisations": "organizations", "centres": "centers", "coord": "coordination", "res": "research",
    "corp": "corporation", "comm": "commission", "conf": "conference", "hum": "humanitarian",
}  # fmt: skip
# Abbreviations of one meaning in a name, where they are written in capitals.
CAPITALS = {
    "UN": "united nations", "EU": "european union", "UK": "united kingdom", "US": "united states",
    "USA": "united states", "ООН": "united nations", "ЄС": "european union", "ЕС": "european union",
    "США": "united states",
}  # fmt: skip
CONJUNCTIONS = {"&", "+", "and", "und", "et", "y", "e", "i", "і", "и", "та", "й", "dhe", "жана", "og", "och"}

# Words that say nothing by themselves, in any language of the list: they are left out where words are compared.
_FILLERS = """
the of for and in at on to by a de des du la le les l d el los las del der die das und für fur von zu zum et y e i і и
та й за з на у в во по со с dhe të te për per në ne nga og och av för til van voor het en di della dei delle degli
da dell do dos o os as na pri pro z w dla ve ile için жана үчүн из от із від through sur pour with im am s
"""
FILLERS = set(_FILLERS.split())
