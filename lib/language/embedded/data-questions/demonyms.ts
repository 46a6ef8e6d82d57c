// What people of a country, and the country itself, are called besides.
const names: Readonly<Record<string, string>> = {
  argentina: 'argentine argentinian',
  australia: 'australian',
  austria: 'austrian',
  belgium: 'belgian',
  brazil: 'brazilian',
  canada: 'canadian',
  chile: 'chilean',
  china: 'chinese',
  colombia: 'colombian',
  'czech republic': 'czech czechia',
  denmark: 'danish',
  egypt: 'egyptian',
  finland: 'finnish',
  france: 'french',
  germany: 'german',
  greece: 'greek',
  hungary: 'hungarian',
  india: 'indian',
  ireland: 'irish',
  israel: 'israeli',
  italy: 'italian',
  japan: 'japanese',
  mexico: 'mexican',
  netherlands: 'dutch holland',
  norway: 'norwegian',
  peru: 'peruvian',
  poland: 'polish',
  portugal: 'portuguese',
  russia: 'russian',
  'south korea': 'korean',
  spain: 'spanish',
  sweden: 'swedish',
  switzerland: 'swiss',
  turkey: 'turkish',
  ukraine: 'ukrainian',
  'united kingdom': 'british uk',
  'united states': 'american usa',
}
const same: Readonly<Record<string, string>> = {
  usa: 'united states',
  'united states of america': 'united states',
  uk: 'united kingdom',
  'great britain': 'united kingdom',
  'the netherlands': 'netherlands',
  czechia: 'czech republic',
}

/** "german" for Germany. */
export function otherNamesOf(country: string): string[] {
  const key = same[country.toLowerCase()] ?? country.toLowerCase()
  const words = (names[key] ?? '').split(' ').filter((word) => word !== '')
  const whole = key === country.toLowerCase() ? [] : [key]
  return [...words, ...whole].filter((word) => word !== country.toLowerCase())
}
