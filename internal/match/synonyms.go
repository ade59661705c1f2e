package match

import (
	"slices"
	"strings"

	"stet/internal/terms"
)

// synonyms are names for one thing, general words of health writing beside
// those of the records. Each line is one thing. A name is one word or a phrase;
// spelling, case and endings are terms' business. A wider word stands with a
// narrower one only where prose uses it for that ("cancer", "carcinoma"); one
// drug of a class is never another.
var synonyms = []string{
	"hypertension | hypertensive | blood pressure | antihypertensive | normotensive | prehypertension | systolic pressure | diastolic pressure | systolic | diastolic",
	"myocardial infarction | heart attack | coronary event | acute coronary syndrome",
	"stroke | cerebrovascular accident | brain attack | cerebrovascular",
	"heart | cardiac | myocardial | myocardium | cardiovascular | cardiovascular disease | heart disease | coronary | cardiometabolic | CVD",
	"atrial fibrillation | irregular heartbeat",
	"kidney | renal | nephropathy | nephrotic",
	"kidney stone | kidney stones | nephrolithiasis | urolithiasis | renal calculi",
	"liver | hepatic | hepatocellular",
	"lung | pulmonary | respiratory",
	"stomach | gastric",
	"bowel | intestine | intestinal | gut | gastrointestinal | colonic | colon",
	"brain | cerebral | neurological | neural",
	"skin | cutaneous | dermal | dermatologic",
	"eye | ocular | ophthalmic",
	"muscle | muscular | skeletal muscle",
	"bone | bones | osseous | skeletal | bone density | bone mineral density | bone mass | BMD | bone loss",
	"osteoporosis | osteoporotic | brittle bones | osteopenia",
	"fracture | fractures | broken bone | broken bones | broken hip",
	"joint | joints | articular",
	"osteoarthritis | arthritis",
	"blood sugar | glucose | blood glucose | glycemic | glycaemia | glycemic control | hyperglycemia | HbA1c | glycated hemoglobin | hemoglobin A1c | A1C",
	"diabetes | diabetic | diabetes mellitus | T2DM | type 2 diabetes",
	"insulin resistance | insulin sensitivity | HOMA-IR",
	"cancer | carcinoma | neoplasm | neoplasms | tumor | malignancy | malignant | carcinogenesis | oncology | carcinogenic | leukemia | lymphoma | melanoma | adenocarcinoma",
	"nasopharyngeal carcinoma | nasopharyngeal cancer | cancer of the nasopharynx | NPC | nasopharyngeal neoplasms | nasopharynx | nasopharyngeal",
	"breast | mammary",
	"cholesterol | hypercholesterolemia | LDL | low density lipoprotein | lipid | lipids | dyslipidemia | hyperlipidemia | triglycerides | lipoprotein | HDL",
	"statin | statins | hydroxymethylglutaryl CoA reductase inhibitors",
	"obesity | obese | overweight | adiposity | body mass index | BMI | body weight | weight loss | weight gain | body fat | weight reduction",
	"diet | dietary | eating | intake | consumption | consume | food | foods | eat",
	"calorie restriction | caloric restriction | energy restriction | fasting | intermittent fasting | time restricted eating",
	"salt | sodium | sodium chloride | sodium, dietary",
	"magnesium | hypomagnesemia | hypermagnesemia",
	"calcium | hypocalcemia | hypercalcemia",
	"potassium | hypokalemia | hyperkalemia",
	"iron | ferritin | ferrous",
	"anemia | anaemic | low hemoglobin | iron deficiency",
	"zinc | Zn",
	"selenium",
	"vitamin C | ascorbic acid | ascorbate",
	"vitamin D | vitamin D3 | cholecalciferol | ergocalciferol | calcitriol | calcidiol | 25-hydroxyvitamin D | 25(OH)D | hydroxyvitamin D | sunshine vitamin",
	"vitamin E | tocopherol | tocopherols",
	"vitamin A | retinol | beta carotene",
	"vitamin K | phylloquinone | menaquinone | vitamin K2",
	"vitamin B12 | cobalamin | cyanocobalamin",
	"folate | folic acid | vitamin B9",
	"thiamine | vitamin B1",
	"niacin | nicotinic acid | vitamin B3 | nicotinamide",
	"fish oil | omega-3 | n-3 | omega 3 fatty acids | EPA | DHA | eicosapentaenoic | docosahexaenoic | omega-3 fatty acids | fatty acids, omega-3 | long chain polyunsaturated",
	"fiber | fibre | roughage | dietary fiber",
	"probiotic | probiotics | lactobacillus | bifidobacterium",
	"microbiome | microbiota | gut flora | gut bacteria | intestinal flora",
	"sleep | insomnia | sleep initiation and maintenance disorders | sleeplessness | sleep onset",
	"depression | depressive | depressive disorder | antidepressant | low mood",
	"anxiety | anxious | anxiolytic",
	"stress | psychological stress",
	"dementia | Alzheimer's | Alzheimer disease | cognitive decline | cognitive impairment",
	"cognition | cognitive | memory",
	"migraine | headache | headaches",
	"pain | analgesia | analgesic | painful",
	"inflammation | inflammatory | C-reactive protein | CRP | interleukin",
	"oxidative stress | antioxidant | antioxidants | free radicals | lipid peroxidation | oxidative damage | reactive oxygen species",
	"pregnancy | pregnant | gestation | gestational | prenatal | antenatal | expectant mothers",
	"preeclampsia | pre-eclampsia",
	"infant | infants | newborn | neonate | neonatal | baby | babies",
	"child | children | pediatric | childhood",
	"adolescent | adolescents | teenager | teenagers | teens",
	"aged | elderly | older adults | older people | seniors | old age | older",
	"menopause | menopausal | postmenopausal | perimenopausal | climacteric",
	"hot flash | hot flashes | hot flushes | vasomotor",
	"exercise | physical activity | training | workout | workouts | physical exertion | resistance training | strength training",
	"death | deaths | mortality | die | died | survival",
	"cold | common cold | colds | upper respiratory infection | upper respiratory tract infection",
	"influenza | flu",
	"COVID-19 | SARS-CoV-2 | coronavirus",
	"antibiotic | antibiotics | antibacterial | anti-bacterial agents",
	"smoking | tobacco | cigarette | cigarettes | smoker",
	"alcohol | ethanol | alcoholic | drinking",
	"cannabis | marijuana | cannabidiol | CBD | cannabinoid",
	"turmeric | curcumin | curcuma",
	"ashwagandha | withania | withania somnifera",
	"caffeine | coffee",
	"tea | green tea | camellia sinensis | catechins",
	"surgery | surgical | operation | operative | postoperative",
	"hair loss | alopecia | balding",
	"acne | pimples",
	"eczema | atopic dermatitis",
	"itch | itching | pruritus",
	"heartburn | reflux | gastroesophageal reflux | GERD",
	"diarrhea | loose stools",
	"constipation | laxative",
	"tooth decay | dental caries | cavities | caries",
	"thyroid | hypothyroidism | hyperthyroidism | thyroxine",
	"testosterone | androgen | androgens",
	"estrogen | estradiol | oestradiol | hormone therapy | hormone replacement therapy",
	"lactose intolerance | lactase | lactose",
	"celiac | coeliac | gluten",
	"asthma | asthmatic",
	"infertility | fertility | subfertility",
	"sperm | semen | spermatozoa",
	"multiple sclerosis | relapsing remitting",
	"Parkinson disease | Parkinson's",
	"sugar | sucrose | fructose | sweetened beverages",
	"milk | dairy",
	"soy | soybean | isoflavone | isoflavones",
	"nitrosamine | nitrosamines | N-nitroso | nitrosodimethylamine",
	"Epstein-Barr virus | EBV | herpesvirus 4",
}

// A name is a synonym's stems with the thing that it names.
type name struct {
	stems   []string
	concept string
}

// names are the synonyms by their first stem, longest first.
var names = compileNames(synonyms)

// compileNames calls each thing "=" and the first name of its line.
func compileNames(lines []string) map[string][]name {
	compiled := map[string][]name{}
	for _, line := range lines {
		first, _, _ := strings.Cut(line, " |")
		concept := "=" + first
		for phrase := range strings.SplitSeq(line, "|") {
			stems := phraseStems(phrase)
			compiled[stems[0]] = append(compiled[stems[0]], name{stems, concept})
		}
	}
	for first, list := range compiled {
		slices.SortStableFunc(list, func(a, b name) int { return len(b.stems) - len(a.stems) })
		compiled[first] = list
	}
	return compiled
}

// phraseStems are the stems of a synonym; of "vitamin C", which is vitamin and
// vitamin-c, the second alone.
func phraseStems(phrase string) []string {
	stems := terms.Stems(phrase)
	var kept []string
	for i, s := range stems {
		if i+1 < len(stems) && strings.HasPrefix(stems[i+1], s+"-") {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// starts reports whether stems start with n.
func (n name) starts(stems []string) bool {
	return len(n.stems) <= len(stems) && slices.Equal(n.stems, stems[:len(n.stems)])
}

// named is the longest synonym that stems start with.
func named(stems []string) (name, bool) {
	for _, n := range names[stems[0]] {
		if n.starts(stems) {
			return n, true
		}
	}
	return name{}, false
}
