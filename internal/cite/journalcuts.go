package cite

import (
	"strings"
	"sync"
)

// cutsOf are the abbreviations that ISO 4's list of title words and MEDLINE
// give to the words that journals' titles are made of, by word.
var cutsOf = sync.OnceValue(func() map[string]string {
	cuts := make(map[string]string, 600)
	for line := range strings.Lines(standardCuts) {
		short, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		for w := range strings.FieldsSeq(words) {
			cuts[w] = short
		}
	}
	return cuts
})

// standardCuts is an abbreviation and its words on each line. Words whose
// abbreviation follows from their ending ("physiol" for "physiology") are left
// out.
const standardCuts = `acad academiae academy
actual actualites
adm administration
adolesc adolescent
adv advanced advances
aff affairs
afr africa african
agric agricultural
akad akademii
altern alternative
am america american
an anales
anaesth anaesthesia
anal analyses analysis analytical
anesth anesthesia anesthetic
anim animal
ann annales annali annals
annot annotated
annu annual
appl applied
arch archiv archives archivio archivos
argent argentina
ark arkansas
arq arquivos
arterioscler arteriosclerosis
arthrosc arthroscopic arthroscopy
artif artificial
arztl arztliche
asoc asociacion
assess assessment
assoc association
assur assurance
atheroscler atherosclerosis
aust australia australian
australas australasian
bacteriol bacteriological
behav behavior behavioral behaviour behavioural
beitr beitrage
belg belgica
bibl bibliotheca
biochem biochemical biochemistry
bioeth bioethics
biomech biomechanics
biomed biomedical
biomol biomolecular
biophys biophysical biophysics
bol boletim boletin
br british
bras brasileira brasileiros
bull bulletin
bus business
cah cahiers
calif california
can canadian
carcinog carcinogenesis
card cardiac
cardiovasc cardiovasculaire cardiovascular
cas casopis
cathol catholic
cell cellular
cent center
cereb cerebral
cesk ceskoslovenska
chem chemical chemistry
chemother chemotherapy
chic chicago
chil chilena
child childhood children
chin chinese
chir chirurgia chirurgica chirurgie
christ christian
chromatogr chromatography
chron chronicle
cienc ciencia ciencias
cir cirugia
clin clinic clinica clinical clinics clinique
cogn cognition cognitions cognitive
coll college
commun communicable communication communications
comp comparative comparison
compend compendium
complement complementarity complementary
comput computation computer computers computing
conf conference
contemp contemporary
contracept contraception
contrib contributions
couns counseling
craniofac craniofacial
crim criminal
crit critical critique
cuad cuadernos
cult culture
curr current
cytogenet cytogenetics
defic deficiency
dent dental dentist dentistry
des design
dev development developmental developments
diagn diagnostic
differ differentiation
dig digest digestive
dis disease diseases
disabil disability
disord disorders
dyn dynamics
east eastern
econ economia economic economica economics economies
ed edition
educ education educational
egypt egyptian
eksp eksperimentalnaia
emerg emergency
endocr endocrine
endod endodontics
eng engineering
engl england
environ environment environmental
ergon ergonomics
esp espanola
estud estudios
etud etudes
eur european
eval evaluation
evid evidence
evol evolution evolutionary
exerc exercise
exp experimental experimentelle
fac facultad
fail failure
fam family
farm farmacia
fertil fertility
forsch forschung
fortbild fortbildung
fortschr fortschritte
found foundation
fr francaise france
front frontiers
funct functional
gastroenterol gastroenterologia
gastrointest gastrointestinal
gaz gazette
gen general
genet genetic genetics
geogr geographica geographical geography
geriatr geriatric
ges gesellschaft
gesch geschichte
gov government
gynecol gynecologic
haemost haemostasis
harv harvard
healthc healthcare
hear hearing
hemost hemostasis
hepat hepatic hepatitis
herit heritage
hist historia historian historica historical history
histochem histochemica histochemistry
hosp hospital hospitals
hum human
hung hungarica
hyg hygiene
hypertens hypertension
ind industrial
inf information
infect infection infectious
inflamm inflammation
inform informatics
inj injury
inq inquiry
inst institut instituta institute instituto
insur insurance
int international internationale internationales
integr integrated integrative
intellect intellectual
intens intensive
interact interactions
intern internal
interv intervention interventional interventions
invest investigacion investigative
ir irish
isr israel
ital italian italiana italiani italiano
izv izvestiia
jahrb jahrbuch
jew jewish
kans kansas
klin klinische
lab laboratory
lang language
laparosc laparoscopic laparoscopy
latinoam latinoamericana
leadersh leadership
learn learning
leg legal
lett letters
libr library
lipidol lipidology
lit literature
lond london
mag magazine
magn magnetic
mal maladies
mar marine
mater materials
matern maternal
math mathematical
maxillofac maxillofacial
meas measurement
mech mechanical mechanics mechanisms
med medecine medica medical medicale medicina medicine medico medizin medizinische
meet meeting
membr membrane
ment mental
metab metabolic metabolism
mex mexico
mich michigan
microb microbial
microbiol microbiological
microsc microscopy
mil militar
minn minnesota
miss mississippi
mitt mitteilungen
mod modern
mol molecular
mon monthly
monatsschr monatsschrift
monit monitoring
monogr monograph monographs
motil motility
multidiscip multidisciplinary
nac nacional
nat natural nature
nephrol nephrologie
netw network
neurol neurologic
neuropsychopharmacol neuropsychopharmacology
neurosci neuroscience neurosciences
neurosurg neurosurgery
newsl newsletter
niger nigerian
north northern
nucl nuclear
nurs nurse nursing
nutr nutrition
obstet obstetric obstetricia obstetrics
occup occupational
off office
okla oklahoma
opin opinion
opt optics
organ organization
orthod orthodontics
orthop orthopaedic orthopaedics orthopedic orthopedics
osteopath osteopathic
osterr osterreichische
otolaryngol otolaryngologica
oxf oxford
pac pacific
paediatr paediatric paediatrica paediatrics
pak pakistan
palliat palliative
pap papers
parenter parenteral
pediatr pediatria pediatric pediatrica pediatrics
perinat perinatal
perspect perspectives
pharm pharmaceutical pharmacy pharmazie
pharmacoecon pharmacoeconomics
pharmacokinet pharmacokinetics
pharmacother pharmacotherapy
philipp philippine
philos philosophical philosophy
phys physical physics
phytother phytotherapy
planet planetary
plast plastic
pol polish polska
polit political politics
popul population
port portuguesa
pract practical practice practices
prax praxis
predict prediction
prev prevention preventive
prim primary
probl problems problemy
proc proceedings
prof professional
prog progress
prosthet prosthetic prosthetics
prosthodont prosthodontics
prot protection
przegl przeglad
psychiatr psychiatric psychiatrica psychiatrie
psychother psychotherapie psychotherapy
publ publications
pulm pulmonary
qual quality
radiat radiation
radic radical
rass rassegna
rec record
reconstr reconstructive
reg regional
regul regulation regulatory
rehabil rehabilitation
relat relations
renaiss renaissance
rep report reports
reprod reproduction reproductive
res research
reson resonance
respir respiratory
resusc resuscitation
retard retardation
rev review reviews revista revue
rheum rheumatism
riv rivista
roum roumaine
rundsch rundschau
saf safety
scand scandinavian scandinavica
sch school
sci science sciences scientiarum scientific
scott scottish
sect section
semin seminars
sens sensory
ser series
serv service services
sex sexual sexually
soc social sociale sociedad societe society
south southern
sov soviet
spec special
spectr spectrum
spectrom spectrometry
spectrosc spectroscopy
stand standardization
stat statistical statistics
stor storia
struct structure
stud studia studies
subst substance substances
suppl supplement supplementum
surg surgeons surgery surgical
surv survey
surviv survival survivorship
sustain sustainability sustainable
symp symposia symposium
syst system systems
tech technical techniques
tenn tennessee
tex texas
ther therapeutic therapeutics therapie therapy
thorac thoracic
thromb thrombosis
top topics
trans transactions
transfus transfusion
transl translation translational
transplant transplantation
treat treatment
trop tropical
tuberc tuberculosis
ultrason ultrasonics
univ universidad university
urogyn urogynecology
vaccin vaccination
valid validation
vasc vascular
vestn vestnik
vet veterinaria veterinary
virol virologica
vis vision
vitaminol vitaminology
vopr voprosy
wash washington
west western
wochenschr wochenschrift
zentralbl zentralblatt
zh zhurnal`
