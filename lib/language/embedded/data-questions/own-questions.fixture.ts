// Plain questions to the music store, written before the grammar was, as its customer 16 would ask them: what each must
// read as, in SQL. `after`: what was asked before it in the same conversation.

export type OwnQuestion = { question: string; after?: readonly string[]; sql: string }

const mine = 'SELECT invoice_id FROM invoice WHERE customer_id = 16'
const myLines = `SELECT * FROM invoice_line WHERE invoice_id IN (${mine})`

export const answerable: readonly OwnQuestion[] = [
  {
    question: 'what was my most cheap purchase?',
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 ORDER BY total LIMIT 1',
  },
  {
    question: 'what about the most expensive?',
    after: ['what was my most cheap purchase?'],
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 ORDER BY total DESC LIMIT 1',
  },
  { question: 'How many purchases have I made?', sql: 'SELECT count(*) FROM invoice WHERE customer_id = 16' },
  { question: 'How much have I spent in total?', sql: 'SELECT sum(total) FROM invoice WHERE customer_id = 16' },
  {
    question: 'How much did I spend in 2022?',
    sql: `SELECT sum(total) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2022`,
  },
  {
    question: 'and in 2023?',
    after: ['How much did I spend in 2022?'],
    sql: `SELECT sum(total) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2023`,
  },
  { question: "what's the average of my invoices", sql: 'SELECT avg(total) FROM invoice WHERE customer_id = 16' },
  {
    question: 'When was my last purchase?',
    sql: 'SELECT invoice_date FROM invoice WHERE customer_id = 16 ORDER BY invoice_date DESC LIMIT 1',
  },
  {
    question: 'show me my three biggest orders',
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 ORDER BY total DESC LIMIT 3',
  },
  {
    question: 'list all my invoices between 2021 and 2023',
    sql: `SELECT invoice_id, total FROM invoice WHERE customer_id = 16 AND invoice_date >= '2021-01-01' AND invoice_date < '2024-01-01'`,
  },
  {
    question: 'Which of my invoices were over 5 dollars?',
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 AND total > 5',
  },
  {
    question: 'How many songs did I buy?',
    sql: `SELECT count(*) FROM (${myLines}) l`,
  },
  {
    question: 'Which songs have I bought?',
    sql: `SELECT DISTINCT t.name FROM track t JOIN (${myLines}) l USING (track_id)`,
  },
  { question: 'how many tracks are there?', sql: 'SELECT count(*) FROM track' },
  { question: 'What is the longest song?', sql: 'SELECT name FROM track ORDER BY milliseconds DESC LIMIT 1' },
  {
    question: 'top 5 longest tracks',
    sql: 'SELECT name FROM track ORDER BY milliseconds DESC LIMIT 5',
  },
  {
    question: 'How many tracks are in the genre Rock?',
    sql: `SELECT count(*) FROM track JOIN genre USING (genre_id) WHERE genre.name = 'Rock'`,
  },
  {
    question: 'and Jazz?',
    after: ['How many tracks are in the genre Rock?'],
    sql: `SELECT count(*) FROM track JOIN genre USING (genre_id) WHERE genre.name = 'Jazz'`,
  },
  {
    question: 'How many songs per genre?',
    sql: 'SELECT genre.name, count(*) FROM track JOIN genre USING (genre_id) GROUP BY genre.name',
  },
  {
    question: 'Which genre has the most tracks?',
    sql: 'SELECT genre.name FROM track JOIN genre USING (genre_id) GROUP BY genre.name ORDER BY count(*) DESC LIMIT 1',
  },
  {
    question: 'Which five artists have the most albums?',
    sql: 'SELECT artist.name, count(*) FROM album JOIN artist USING (artist_id) GROUP BY artist.artist_id ORDER BY count(*) DESC, artist.name LIMIT 5',
  },
  { question: 'what genres do you have?', sql: 'SELECT name FROM genre' },
  { question: 'List the media types', sql: 'SELECT name FROM media_type' },
  {
    question: 'What is the average length of a track?',
    sql: 'SELECT avg(milliseconds) FROM track',
  },
  {
    question: 'average track length by genre',
    sql: 'SELECT genre.name, avg(milliseconds) FROM track JOIN genre USING (genre_id) GROUP BY genre.name',
  },
  {
    question: 'Which albums does AC/DC have?',
    sql: `SELECT title FROM album JOIN artist USING (artist_id) WHERE artist.name = 'AC/DC'`,
  },
  {
    question: 'how many albums are there by Iron Maiden?',
    sql: `SELECT count(*) FROM album JOIN artist USING (artist_id) WHERE artist.name = 'Iron Maiden'`,
  },
  {
    question: 'How many tracks cost more than 1 dollar?',
    sql: 'SELECT count(*) FROM track WHERE unit_price > 1',
  },
  {
    question: 'what is the price of the most expensive track',
    sql: 'SELECT max(unit_price) FROM track',
  },
  {
    question: 'how many playlists are there',
    sql: 'SELECT count(*) FROM playlist',
  },
  {
    question: 'How many songs are on the playlist Grunge?',
    sql: `SELECT count(*) FROM playlist_track JOIN playlist USING (playlist_id) WHERE playlist.name = 'Grunge'`,
  },
  {
    question: 'how much did I spend each year?',
    sql: 'SELECT extract(year FROM invoice_date), sum(total) FROM invoice WHERE customer_id = 16 GROUP BY 1',
  },
  {
    question: 'What did I buy on invoice 13?',
    sql: `SELECT t.name FROM track t JOIN (${myLines}) l USING (track_id) WHERE l.invoice_id = 13`,
  },
  {
    question: 'What is the email address on my account?',
    sql: 'SELECT email FROM customer WHERE customer_id = 16',
  },
  {
    question: 'How many of my purchases were before 2023?',
    sql: `SELECT count(*) FROM invoice WHERE customer_id = 16 AND invoice_date < '2023-01-01'`,
  },
]

/** None of these has an answer that is surely right. */
export const unanswerable: readonly { question: string; after?: readonly string[] }[] = [
  { question: 'Which genres have I never bought?' },
  { question: 'what did Jack Smith buy?' },
  { question: 'Which customer spent the most?' },
  { question: 'delete my last invoice' },
  { question: 'How many tracks are longer than the average track?' },
  { question: 'what is the weather in Paris' },
  { question: 'Which songs should I buy next?' },
  { question: 'How many tracks do not have a good composer?' },
  { question: 'why was my last invoice so expensive?' },
  { question: 'how many tracks are there and which one is the longest?' },
  { question: 'Compare my spending in 2022 with 2023' },
  { question: 'show me the passwords of all customers' },
  { question: 'Was 2022 a better year for me than 2021?' },
  { question: 'what percentage of tracks is Rock?' },
  { question: 'and the other one?', after: ['how many tracks are there?'] },
]
