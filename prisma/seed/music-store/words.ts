const list = (words: string) => words.split(' ')

// What made-up artists, albums and songs are called.
export const adjectives = list(
  'Amber Silent Electric Golden Hollow Crimson Northern Velvet Broken Distant Paper Midnight Wild Silver Burning Lonely Gentle Restless Frozen Bright Hidden Rolling Faded Copper Little Slow Wandering Neon Second Open',
)
export const nouns = list(
  'Harbor Lanterns Foxes River Engines Gardens Sparrows Mirrors Satellites Orchard Tides Wolves Compass Bridges Ferns Horizon Anchors Comets Kites Pines Ravens Shadows Valleys Waves Windows Letters Stations Islands Embers Clocks',
)
export const verbs = list(
  'Waiting Running Dreaming Falling Dancing Looking Walking Singing Drifting Counting Calling Leaving Sleeping Burning Turning Hiding',
)
export const things = list(
  'Rain Morning Summer Window Train Moon Ocean Fire Street Highway Garden Mountain Radio Winter Stars Shore Bridge Winds Road Night',
)
export const firstNames = list(
  'Ada Bruno Clara Dario Elsa Felix Greta Henrik Iris Jonas Karla Leo Mina Nils Olga Pablo Quentin Rosa Stefan Tilda Ulrich Vera Walter Xenia Yara Zeno Anton Bella Carlos Diana Emil Frida Gustav Hanna Igor Julia Kaspar Lina Marco Nora',
)
export const lastNames = list(
  'Abbott Bergmann Castro Delgado Ekström Fontaine Gruber Holm Ivanova Jansen Keller Lindqvist Moreau Novak Oliveira Petrov Quist Rossi Santos Tanaka Ueda Varga Weiss Xavier Young Zimmer Almeida Brandt Costa Dubois',
)
export const streets = list('Maple Station Harbor Church Mill Park Garden River High Lake')

/** How much of the store each kind of music is, in parts. */
export const genres: readonly [name: string, parts: number][] = [
  ...([
    ['Rock', 60],
    ['Jazz', 14],
    ['Metal', 24],
    ['Alternative & Punk', 18],
    ['Rock And Roll', 6],
  ] as const),
  ...([
    ['Blues', 10],
    ['Latin', 30],
    ['Reggae', 8],
    ['Pop', 16],
    ['Soundtrack', 8],
    ['Bossa Nova', 5],
  ] as const),
  ...([
    ['Easy Listening', 5],
    ['Heavy Metal', 8],
    ['R&B/Soul', 10],
    ['Electronica/Dance', 12],
    ['World', 8],
  ] as const),
  ...([
    ['Hip Hop/Rap', 12],
    ['Science Fiction', 2],
    ['TV Shows', 8],
    ['Sci Fi & Fantasy', 3],
    ['Drama', 6],
  ] as const),
  ...([
    ['Comedy', 3],
    ['Alternative', 10],
    ['Classical', 14],
    ['Opera', 2],
  ] as const),
].map(([name, parts]) => [name, parts])

/** What is watched and not listened to: longer and dearer. */
export const watched: ReadonlySet<string> = new Set([
  ...['Science Fiction', 'TV Shows', 'Sci Fi & Fantasy', 'Drama', 'Comedy'],
])

export const mediaTypes = list(
  'MPEG_audio_file Protected_AAC_audio_file Protected_MPEG-4_video_file Purchased_AAC_audio_file AAC_audio_file',
).map((name) => name.replaceAll('_', ' '))

export const playlists: readonly string[] = [
  ...['Music', 'Movies', 'TV Shows', 'Audiobooks', 'Nineties', 'Road Trip', 'Morning Coffee', 'Late Night', 'Workout'],
  ...['Dinner', 'Classical Focus', 'Grunge', 'Brazilian Evening', 'Heavy Metal Classic', 'On-The-Go'],
]

/** Where customers live: so many of them in each country, and one of its cities, state and postal code. */
export const places: readonly [country: string, customers: number, city: string, state: string | null, code: string][] =
  [
    ['USA', 12, 'Boston', 'MA', '02113'],
    ['Canada', 8, 'Toronto', 'ON', 'M6J 1V1'],
    ['France', 5, 'Lyon', null, '69002'],
    ['Brazil', 5, 'São Paulo', 'SP', '01007-010'],
    ['Germany', 4, 'Berlin', null, '10789'],
    ['United Kingdom', 3, 'London', null, 'N1 5LH'],
    ['Portugal', 2, 'Lisbon', null, '1100-042'],
    ['India', 2, 'Delhi', null, '110017'],
    ['Czech Republic', 2, 'Prague', null, '14700'],
    ['Sweden', 1, 'Stockholm', null, '11230'],
    ['Spain', 1, 'Madrid', null, '28015'],
    ['Poland', 1, 'Warsaw', null, '00-358'],
    ['Norway', 1, 'Oslo', null, '0171'],
    ['Netherlands', 1, 'Amsterdam', null, '1016'],
    ['Italy', 1, 'Rome', 'RM', '00192'],
    ['Ireland', 1, 'Dublin', 'Dublin', 'D02'],
    ['Hungary', 1, 'Budapest', null, 'H-1073'],
    ['Finland', 1, 'Helsinki', null, '00530'],
    ['Denmark', 1, 'Copenhagen', null, '1720'],
    ['Chile', 1, 'Santiago', null, '7500000'],
    ['Belgium', 1, 'Brussels', null, '1000'],
    ['Austria', 1, 'Vienna', null, '1010'],
    ['Australia', 1, 'Sydney', 'NSW', '2010'],
    ['Argentina', 1, 'Buenos Aires', null, '1106'],
  ]
