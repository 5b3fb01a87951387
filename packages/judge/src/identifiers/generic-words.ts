/** Words of addresses, hospitals and departments that thousands share: of an address or a site of which no other word is left nothing is told. */
const STREETS = `
  alley allee apartment apt avenue ave boulevard blvd building circle close court cove crescent drive east floor gasse highway hwy junction lane loop
  main north parkway place plaza platz point rd road room route row rue square st strasse straße street suite terrace trail turnpike unit via way weg west
  south box po country city town state zip county usa america united states kingdom germany deutschland canada australia
`;
const SITES = `
  academic and ambulatory associates at care center centers central centre charity childrens children's clinic clinical clinics clinique college
  community department dept district division emergency facility for foundation general government group health healthcare hospital hospitals hôpital
  hopital imaging infirmary inpatient inpatients institute institution intensive klinik kliniken klinikum krankenhaus lab laboratory medical medicine
  medizin memorial municipal national of office ospedale outpatient outpatients practice praxis private public regional research royal school section
  service services site spital system teaching the trust university universitätsklinikum universitätsspital urgent ward women womens women's
`;
const DEPARTMENTS = `
  anaesthesia anaesthesiology anesthesia anesthesiology breast cardiac cardiology cardiovascular casualty dental dentistry dermatology diagnostic
  diagnostics endocrinology endoscopy ent gastroenterology geriatrics gynaecology gynecology haematology hematology icu interventional maternity
  mammography neonatal neonatology nephrology neurology neuroradiology neurosurgery nuclear obstetrics oncology ophthalmology orthopaedic orthopaedics
  orthopedic orthopedics paediatric paediatrics pathology pediatric pediatrics pneumology psychiatry pulmonary pulmonology radiography radiologie
  radiology radiotherapy rehabilitation respiratory rheumatology surgery surgical therapy trauma ultrasound urology vascular x-ray xray
`;
const STATES = `
  Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,
  Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,
  New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Puerto Rico,Rhode Island,South Carolina,South Dakota,Tennessee,
  Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming
`;

const states = STATES.trim()
  .toLowerCase()
  .split(/,\s*/u)
  .flatMap((state) => [state.replaceAll(' ', ''), ...state.split(' ')]);
const generic = new Set([...`${STREETS} ${SITES} ${DEPARTMENTS}`.trim().split(/\s+/u), ...states]);

/** A word that tells neither an address below a state nor a site: `Street`, `Tennessee`, `Hospital`, `Emergency`; an abbreviation of two letters, a digit. */
export const isGenericPlaceWord = (word: string): boolean => generic.has(word.toLowerCase()) || /^(?:\p{L}{1,2}|\d)$/u.test(word);
