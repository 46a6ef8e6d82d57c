import type { FilledTable } from '@/lib/domain/data-source'
import type { Random } from './random'
import { column, filled, key, reference } from './table-kit'
import {
  adjectives,
  firstNames,
  genres,
  lastNames,
  mediaTypes,
  nouns,
  playlists,
  things,
  verbs,
  watched,
} from './words'

export type Track = { id: number; price: string; genre: string }

const artists = 275
const albums = 347
const trackCount = 3503

/** Artists, albums, tracks and playlists, made up, in the numbers of the public sample. */
export function makeCatalogue(random: Random): { tables: FilledTable[]; tracks: Track[] } {
  const artistNames = distinct(artists, () => artistName(random))
  const albumGenres = Array.from({ length: albums }, () => pickGenre(random))
  const albumRows = albumGenres.map((_, at) => [
    String(at + 1),
    `${random.pick(adjectives)} ${random.pick(things)}`,
    String(at < artists ? at + 1 : 1 + random.below(artists)),
  ])
  const tracks = Array.from({ length: trackCount }, (_, at) => newTrack(random, at, albumGenres))
  const media = (genre: string) => (watched.has(genre) ? 3 : random.pick([1, 1, 1, 2, 5]))
  const genreId = (name: string) => String(genres.findIndex(([genre]) => genre === name) + 1)
  const trackRows = tracks.map(({ id, albumId, name, genre, milliseconds, price }) => [
    ...[String(id), name, String(albumId), String(media(genre)), genreId(genre)],
    random.below(4) === 0 ? null : `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    ...[String(milliseconds), String(milliseconds * 33), price],
  ])
  const tables = [
    filled('artist', [key('artist_id'), column('name', 'varchar(120)')], numbered(artistNames)),
    filled(
      'album',
      [key('album_id'), column('title', 'varchar(160)', false), reference('artist_id', 'artist', false)],
      albumRows,
    ),
    filled('genre', [key('genre_id'), column('name', 'varchar(120)')], numbered(genres.map(([name]) => name))),
    filled('media_type', [key('media_type_id'), column('name', 'varchar(120)')], numbered(mediaTypes)),
    filled(
      'track',
      [
        ...[key('track_id'), column('name', 'varchar(200)', false), reference('album_id', 'album')],
        ...[reference('media_type_id', 'media_type', false), reference('genre_id', 'genre')],
        ...[column('composer', 'varchar(220)'), column('milliseconds', 'integer', false), column('bytes', 'integer')],
        column('unit_price', 'numeric(10,2)', false),
      ],
      trackRows,
    ),
    filled('playlist', [key('playlist_id'), column('name', 'varchar(120)')], numbered(playlists)),
    filled(
      'playlist_track',
      [
        { ...key('playlist_id'), references: 'playlist' },
        { ...key('track_id'), references: 'track' },
      ],
      playlistRows(random, tracks),
    ),
  ]
  return { tables, tracks }
}

function newTrack(random: Random, at: number, albumGenres: readonly string[]) {
  const albumId = Math.floor((at * albums) / trackCount) + 1
  const genre = albumGenres[albumId - 1] ?? 'Rock'
  const isWatched = watched.has(genre)
  const seconds = isWatched ? 1_200 + random.below(3_900) : 95 + random.below(330)
  const name = random.pick([
    `${random.pick(verbs)} for the ${random.pick(things)}`,
    `${random.pick(adjectives)} ${random.pick(things)}`,
    `${random.pick(nouns)} in the ${random.pick(things)}`,
    `${random.pick(verbs)} ${random.pick(nouns)}`,
  ])
  const milliseconds = seconds * 1000 + random.below(1000)
  return { id: at + 1, albumId, name, genre, milliseconds, price: isWatched ? '1.99' : '0.99' }
}

// Every track once in the first list or, where it is watched, in the second or third; and chosen ones in the others.
function playlistRows(random: Random, tracks: readonly Track[]): string[][] {
  const whole = tracks.map(({ id, genre }) => [genre === 'TV Shows' ? '3' : watched.has(genre) ? '2' : '1', String(id)])
  const chosen = playlists.slice(4, -1).flatMap((_, at) => {
    const ids = distinct(40 + at * 25, () => String(random.pick(tracks).id))
    return ids.map((id) => [String(at + 5), id])
  })
  return [...whole, ...chosen]
}

function pickGenre(random: Random): string {
  let left = random.below(genres.reduce((sum, [, parts]) => sum + parts, 0))
  for (const [name, parts] of genres) {
    left -= parts
    if (left < 0) return name
  }
  return 'Rock'
}

function artistName(random: Random): string {
  const [adjective, noun] = [random.pick(adjectives), random.pick(nouns)]
  const person = `${random.pick(firstNames)} ${random.pick(lastNames)}`
  return random.pick([`The ${adjective} ${noun}`, `${adjective} ${noun}`, `${person} Trio`, person])
}

function distinct(count: number, make: () => string): string[] {
  const made = new Set<string>()
  while (made.size < count) made.add(make())
  return [...made]
}

function numbered(names: readonly string[]): string[][] {
  return names.map((name, at) => [String(at + 1), name])
}
