package match

import (
	"math/bits"
	"slices"
	"strings"
)

// conditionNames are diseases that a work is about rather than another. Each
// line is one of them: names of it, the first as a person reads it, and behind
// ">" what is wider or nearly the same, of which a work may speak instead.
// What ails many of those who have another disease, or is measured
// in studies of any (pain, inflammation, high blood sugar), is left out.
var conditionNames = []string{
	// The heart, the vessels and the blood.
	"myocardial infarction | heart attack | heart attacks | acute coronary syndrome > heart | cardiac | cardiovascular | coronary | myocardial | angina | vascular",
	"heart failure | cardiac failure > heart | cardiac | cardiovascular | myocardial | cardiomyopathy | ventricular",
	"atrial fibrillation > heart | cardiac | arrhythmia | cardiovascular | fibrillation",
	"stroke | strokes | cerebrovascular > brain | cerebral | cardiovascular | vascular | heart | infarction | thrombolysis",
	"thrombosis | thromboembolism | pulmonary embolism | blood clots > clot | coagulation | anticoagulant | vascular | cardiovascular | embolism",
	"subdural haematoma | subdural hematoma | hematoma, subdural > hemorrhage | hematoma",
	"hypertension > blood pressure | cardiovascular | heart | systolic",
	"leukemia | leukaemia > hematologic | lymphoma | lymphoblastic | myeloid | blood",
	"lymphoma | Hodgkin > leukemia | hematologic",
	"anemia | anaemia > hemoglobin | iron | blood",
	"sickle cell",
	"hemophilia | haemophilia > bleeding | factor VIII",

	// Breathing, the belly and the kidneys.
	"asthma > wheeze | airway | inhaler | respiratory | bronchial | lung",
	"COPD | chronic obstructive pulmonary disease | pulmonary disease, chronic obstructive | chronic bronchitis | emphysema > airway obstruction | respiratory tract disease",
	"pneumonia > respiratory | lung | infection | sepsis",
	"influenza | flu > respiratory | vaccine | virus",
	"COVID-19 | SARS-CoV-2 | COVID > coronavirus | pandemic",
	"tuberculosis > mycobacterium",
	"cystic fibrosis > lung",
	"cirrhosis > liver | hepatic | fibrosis",
	"fatty liver > liver | hepatic | steatohepatitis",
	"hepatitis B | hepatitis C | viral hepatitis > hepatitis | liver",
	"inflammatory bowel disease | ulcerative colitis | Crohn's disease | Crohn disease > bowel | colitis | Crohn",
	"irritable bowel syndrome > bowel | functional",
	"celiac disease | coeliac disease > gluten | bowel",
	"pancreatitis > pancreas",
	"appendicitis",
	"kidney stones | nephrolithiasis > kidney | renal | urinary",
	"urinary tract infection | urinary tract infections | cystitis > bladder | urinary | infection",

	// Bones, joints and skin.
	"gout > uric acid | urate",
	"osteoarthritis > arthritis | joint | knee | hip",
	"rheumatoid arthritis > arthritis | rheumatic | joint",
	"osteoporosis > bone | fracture",
	"fibromyalgia > pain",
	"psoriasis > skin | psoriatic",
	"eczema | atopic dermatitis > dermatitis | skin | atopic | allergic",
	"acne > skin",
	"lupus > autoimmune",
	"periodontitis | gum disease > periodontal | dental",

	// Nerves, mind and senses.
	"dementia | Alzheimer's | Alzheimer > cognitive | cognition | memory | brain",
	"Parkinson's disease | Parkinson disease | Parkinson's > brain | motor",
	"multiple sclerosis > brain | autoimmune",
	"epilepsy > seizure | epileptic",
	"migraine > headache",
	"depression | depressive disorder > depressive | mood | distress | mental disorders | psychiatric disorders",
	"anxiety > anxious | panic | distress | mental disorders | psychiatric disorders",
	"schizophrenia > psychosis | psychiatric | psychotic | mental",
	"bipolar disorder > bipolar | mood | psychiatric | mania | mental",
	"autism > developmental",
	"ADHD | attention deficit > hyperactivity | developmental",
	"insomnia > sleep",
	"sleep apnea | sleep apnoea > sleep | apnea",
	"glaucoma > eye | intraocular",
	"cataract | cataracts > lens | eye",
	"macular degeneration > eye | retina",

	// Metabolism, infections and the rest.
	"diabetes | diabetes mellitus > diabetic | glucose | insulin | metabolic | glycemic | blood sugar | cardiometabolic",
	"malaria > plasmodium",
	"HIV > AIDS | immunodeficiency | antiretroviral",
	"measles > MMR | vaccine",
	"herpes zoster | shingles > herpes",
	"endometriosis",
	"polycystic ovary syndrome > PCOS",
	"preeclampsia | pre-eclampsia > pregnancy | hypertensive",
	"melanoma > skin",
	"myeloma > hematologic",
	"mesothelioma > asbestos | pleural",
	"nasopharyngeal cancer | nasopharyngeal carcinoma | nasopharyngeal neoplasms | cancer of the nasopharynx > nasopharyngeal | nasopharynx | head and neck",
}

// cancerSites are organs of which a cancer is a condition of its own, with what
// is wider or nearly the same, as in conditionNames.
var cancerSites = []string{
	"lung | pulmonary | non-small cell lung > bronchial | thoracic | respiratory",
	"breast | mammary > mastectomy | mammography",
	"prostate | prostatic",
	"stomach | gastric > gastrointestinal | digestive | gastrectomy",
	"colorectal | bowel | colon | rectal | colonic > rectum | gastrointestinal | colonoscopy | adenoma | polyp | digestive | intestinal",
	"pancreatic | pancreas",
	"liver | hepatocellular | hepatic",
	"esophageal | oesophageal | esophagus > gullet | Barrett",
	"bladder | urothelial > urinary",
	"kidney | renal",
	"ovarian | ovary > gynecologic",
	"cervical | uterine cervical > cervix | papillomavirus | gynecologic",
	"endometrial | uterine > endometrium | uterus | gynecologic",
	"testicular > testis | germ cell",
	"thyroid",
	"skin > basal cell | keratinocyte | melanoma",
	"brain > glioma | glioblastoma | intracranial",
	"oral | mouth > oropharyngeal | tongue | head and neck",
	"laryngeal | larynx > head and neck",
}

// cancerWords are what a cancer is called behind its site.
var cancerWords = []string{"cancer", "cancers", "carcinoma", "neoplasms", "tumor", "tumour", "malignancy", "adenocarcinoma"}

// A condition is a disease, or cancer of a site.
type condition struct {
	name string
	akin [][]int32 // stems by which a work may speak of it, among them those of its names
}

// conditions are a set of the lexicon's conditions, by number.
type conditions [2]uint64

func (c conditions) none() bool                   { return c == conditions{} }
func (c conditions) shares(d conditions) bool     { return c[0]&d[0]|c[1]&d[1] != 0 }
func (c conditions) with(d conditions) conditions { return conditions{c[0] | d[0], c[1] | d[1]} }

// first is the least number in c, which is not empty.
func (c conditions) first() int {
	if c[0] != 0 {
		return bits.TrailingZeros64(c[0])
	}
	return 64 + bits.TrailingZeros64(c[1])
}

// rest is c without its first.
func (c conditions) rest() conditions {
	if c[0] != 0 {
		return conditions{c[0] & (c[0] - 1), c[1]}
	}
	return conditions{0, c[1] & (c[1] - 1)}
}

// Kinds are those of the drugs and the diseases that a text names.
type kinds struct {
	classes    classes
	conditions conditions
}

func (k *kinds) add(other kinds) {
	k.classes |= other.classes
	k.conditions = k.conditions.with(other.conditions)
}

// A conditionName is the stems of a name, and the number of what it names.
type conditionName struct {
	stems  []int32
	number int
}

// addConditions enters the conditions.
func (l *lexicon) addConditions() {
	for _, line := range conditionNames {
		l.addCondition(line, []string{""})
	}
	for _, line := range cancerSites {
		l.addCondition(line, cancerWords)
	}
}

// addCondition enters the condition of a line, whose names end in any of ends.
func (l *lexicon) addCondition(line string, ends []string) {
	names, akin, _ := strings.Cut(line, ">")
	first, _, _ := strings.Cut(names, "|")
	c := condition{name: strings.TrimSpace(strings.TrimSpace(first) + " " + ends[0])}
	for name := range strings.SplitSeq(names, "|") {
		for _, end := range ends {
			l.nameCondition(l.phrase(name + " " + end))
			if end != "" {
				l.nameCondition(l.phrase(end + " of the " + name))
			}
		}
		c.akin = append(c.akin, l.phrase(name))
	}
	if akin != "" {
		for name := range strings.SplitSeq(akin, "|") {
			c.akin = append(c.akin, l.phrase(name))
		}
	}
	l.conditions = append(l.conditions, c)
}

// nameCondition enters stems as a name of the condition that is entered next.
func (l *lexicon) nameCondition(stems []int32) {
	for int(stems[0]) >= len(l.ailing) {
		l.ailing = append(l.ailing, nil)
	}
	l.ailing[stems[0]] = append(l.ailing[stems[0]], conditionName{stems, len(l.conditions)})
}

// phrase is the numbers of a phrase's stems.
func (l *lexicon) phrase(phrase string) []int32 {
	var ns []int32
	for _, stem := range phraseStems(phrase) {
		ns = append(ns, l.number(stem))
	}
	return ns
}

// conditionsAt are the conditions that names at the start of stems, which are
// a running text, name.
func (l *lexicon) conditionsAt(stems []int32) conditions {
	var c conditions
	if n := stems[0]; n >= 0 && int(n) < len(l.ailing) {
		for _, name := range l.ailing[n] {
			if len(name.stems) <= len(stems) && slices.Equal(name.stems, stems[:len(name.stems)]) {
				c[name.number>>6] |= 1 << (name.number & 63)
			}
		}
	}
	return c
}

// otherCondition says that reference ref is about another disease than the
// claim's sentence: "about nasopharyngeal cancer, not lung cancer".
func (q *query) otherCondition(ref int32) string {
	if !q.hasOtherCondition(ref) {
		return ""
	}
	all := q.x.subjects.lexicon.conditions
	said, studied := q.topic().passages[inClaim].conditions, q.x.subjects.conditions[ref]
	return "about " + all[studied.first()].name + ", not " + all[said.first()].name
}

// hasOtherCondition reports whether ref is about another disease than the
// sentence: its title or headings name one, and nothing of it speaks of any
// that the sentence names. Of a sentence on several sources nobody knows which
// disease is whose.
func (q *query) hasOtherCondition(ref int32) bool {
	t := q.topic()
	said := t.passages[inClaim].conditions
	if said.none() || t.sources > 1 {
		return false
	}
	if studied := q.x.subjects.conditions[ref]; studied.none() || said.shares(studied) {
		return false
	}
	all := q.x.subjects.lexicon.conditions
	for ; !said.none(); said = said.rest() {
		if q.speaksOf(ref, all[said.first()].akin) {
			return false
		}
	}
	return true
}

// speaksOf reports whether ref has all stems of any of names.
func (q *query) speaksOf(ref int32, names [][]int32) bool {
	lacked := func(stem int32) bool { return !q.x.subjects.has(ref, stem) }
	return slices.ContainsFunc(names, func(stems []int32) bool { return !slices.ContainsFunc(stems, lacked) })
}
