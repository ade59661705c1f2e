package audit

// Records for the rules' examples, as PubMed has them.
const (
	yu1986 = `- key: yu1986
  pmid: "3940655"
  title: "Cantonese-style salted fish as a cause of nasopharyngeal carcinoma: report of a case-control study in Hong Kong"
  authors: [Yu MC, Ho JH, Lai SH, Henderson BE]
  journal: Cancer research
  abbr: Cancer Res
  year: 1986
  types: [Journal Article]
  mesh: [Carcinoma, Fishes, Food Preservation, Hong Kong, Nasopharyngeal Neoplasms]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: 1a5ec0f1e7f5196d}
`
	armstrong1998 = `- key: armstrong1998
  pmid: "9650558"
  title: "Nasopharyngeal carcinoma in Malaysian Chinese: salted fish and other dietary exposures"
  authors: [Armstrong RW, Imrey PB, Lye MS, Armstrong MJ, Yu MC]
  journal: International journal of cancer
  abbr: Int J Cancer
  year: 1998
  types: [Journal Article]
  mesh: [Case-Control Studies, Diet, Food Preservation, Malaysia, Nasopharyngeal Neoplasms]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: 05dcbfcccfa85072}
`
	yu1990 = `- key: yu1990
  pmid: "2351484"
  title: "Occupational and other non-dietary risk factors for nasopharyngeal carcinoma in Guangzhou, China"
  authors: [Yu MC, Garabrant DH, Huang TB, Henderson BE]
  journal: International journal of cancer
  abbr: Int J Cancer
  year: 1990
  types: [Comparative Study, Journal Article]
  mesh: [Case-Control Studies, China, Nasopharyngeal Neoplasms, Occupational Diseases, Risk Factors]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: 3b6292d438a15fe5}
`
	jeannel1990 = `- key: jeannel1990
  pmid: "2394508"
  title: "Diet, living conditions and nasopharyngeal carcinoma in Tunisia--a case-control study"
  authors: [Jeannel D, Hubert A, de Vathaire F, Ellouz R, Camoun M]
  journal: International journal of cancer
  abbr: Int J Cancer
  year: 1990
  types: [Journal Article]
  mesh: [Case-Control Studies, Diet, Life Style, Nasopharyngeal Neoplasms, Risk Factors]
  verified: {at: 2026-11-20, from: pubmed-xml, sum: 50337eace85ab183}
`
)
