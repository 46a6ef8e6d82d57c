// Ordinary wordings, as people write them: what each must read as, in SQL. Written while the grammar was widened, so that they
// say what it reads and not how much of what is asked it reads.
import type { OwnQuestion } from './own-questions.fixture'

/** `isOpen`: asked where no rows belong to anybody. */
export type Paraphrase = OwnQuestion & { isOpen?: true }

const tracks = 'track t JOIN genre g ON g.genre_id = t.genre_id'
const open = { isOpen: true } as const
const mine =
  'invoice i JOIN invoice_line l ON l.invoice_id = i.invoice_id AND i.customer_id = 16 JOIN track t ON t.track_id = l.track_id'

export const paraphrases: readonly Paraphrase[] = [
  {
    ...open,
    question: 'Good morning, could you please tell me how many albums you have?',
    sql: 'SELECT count(*) FROM album',
  },
  { ...open, question: 'do you know how many artists there are?', sql: 'SELECT count(*) FROM artist' },
  { ...open, question: "what's the total number of customers", sql: 'SELECT count(*) FROM customer' },
  { ...open, question: 'how many different genres do you offer', sql: 'SELECT count(*) FROM genre' },
  {
    ...open,
    question: 'how many countries do your customers come from?',
    sql: 'SELECT count(DISTINCT country) FROM customer',
  },
  { ...open, question: 'from which countries do your customers come', sql: 'SELECT DISTINCT country FROM customer' },
  {
    ...open,
    question: 'which cities do the customers from Brazil live in',
    sql: "SELECT DISTINCT city FROM customer WHERE country = 'Brazil'",
  },
  {
    ...open,
    question: 'how many customers are from the USA?',
    sql: "SELECT count(*) FROM customer WHERE country = 'USA'",
  },
  { ...open, question: 'customers per country please', sql: 'SELECT country, count(*) FROM customer GROUP BY country' },
  { ...open, question: 'how many people work in the store', sql: 'SELECT count(*) FROM employee' },
  { ...open, question: 'how many employees work here?', sql: 'SELECT count(*) FROM employee' },
  {
    ...open,
    question: 'who was hired last?',
    sql: 'SELECT first_name, last_name FROM employee ORDER BY hire_date DESC LIMIT 1',
  },
  {
    ...open,
    question: 'what was the revenue in 2024',
    sql: 'SELECT sum(total) FROM invoice WHERE extract(year FROM invoice_date) = 2024',
  },
  { ...open, question: 'revenue per country', sql: 'SELECT billing_country, sum(total) FROM invoice GROUP BY 1' },
  {
    ...open,
    question: 'How much did we sell in March 2023?',
    sql: "SELECT sum(total) FROM invoice WHERE to_char(invoice_date, 'YYYY-MM') = '2023-03'",
  },
  {
    ...open,
    question: 'which country spent the most money',
    sql: 'SELECT billing_country FROM invoice GROUP BY 1 ORDER BY sum(total) DESC LIMIT 1',
  },
  {
    ...open,
    question: 'which year had the highest revenue',
    sql: 'SELECT extract(year FROM invoice_date) FROM invoice GROUP BY 1 ORDER BY sum(total) DESC LIMIT 1',
  },
  {
    ...open,
    question: 'how many tracks were sold in 2023',
    sql: 'SELECT sum(l.quantity) FROM invoice_line l JOIN invoice i ON i.invoice_id = l.invoice_id WHERE extract(year FROM i.invoice_date) = 2023',
  },
  { ...open, question: 'how many songs did we sell?', sql: 'SELECT sum(quantity) FROM invoice_line' },
  {
    ...open,
    question: 'top 3 customers by spending',
    sql: 'SELECT c.first_name, c.last_name FROM invoice i JOIN customer c ON c.customer_id = i.customer_id GROUP BY c.customer_id, c.first_name, c.last_name ORDER BY sum(i.total) DESC, c.first_name LIMIT 3',
  },
  { ...open, question: "what's the average invoice total?", sql: 'SELECT avg(total) FROM invoice' },
  { ...open, question: 'how much is an invoice on average?', sql: 'SELECT avg(total) FROM invoice' },
  {
    ...open,
    question: 'invoices per month in 2024',
    sql: "SELECT to_char(invoice_date, 'YYYY-MM'), count(*) FROM invoice WHERE extract(year FROM invoice_date) = 2024 GROUP BY 1",
  },
  {
    ...open,
    question: 'how many invoices over ten dollars were there in 2022',
    sql: 'SELECT count(*) FROM invoice WHERE total > 10 AND extract(year FROM invoice_date) = 2022',
  },
  {
    question: 'Which genre has got the fewest songs?',
    sql: `SELECT g.name FROM ${tracks} GROUP BY g.name ORDER BY count(*) LIMIT 1`,
  },
  { question: 'how many songs does each genre have', sql: `SELECT g.name, count(*) FROM ${tracks} GROUP BY g.name` },
  {
    question: 'which genres have more than 100 tracks?',
    sql: `SELECT g.name FROM ${tracks} GROUP BY g.name HAVING count(*) > 100`,
  },
  { question: 'please list all the genres in alphabetical order', sql: 'SELECT name FROM genre ORDER BY name' },
  {
    question: 'how many jazz and blues songs do you have',
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name IN ('Jazz', 'Blues')`,
  },
  {
    question: 'how many jazz or blues songs do you have',
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name IN ('Jazz', 'Blues')`,
  },
  {
    question: 'whats the shortest rock song you have got?',
    sql: `SELECT t.name FROM ${tracks} WHERE g.name = 'Rock' ORDER BY t.milliseconds LIMIT 1`,
  },
  {
    question: 'how many rock songs are longer than half an hour?',
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Rock' AND t.milliseconds > 1800000`,
  },
  {
    question: 'how many songs are shorter than two minutes',
    sql: 'SELECT count(*) FROM track WHERE milliseconds < 120000',
  },
  {
    question: 'how many tracks last between 3 and 4 minutes?',
    sql: 'SELECT count(*) FROM track WHERE milliseconds >= 180000 AND milliseconds <= 240000',
  },
  { question: 'how many songs cost less than a dollar', sql: 'SELECT count(*) FROM track WHERE unit_price < 1' },
  { question: 'how many songs are there at 1.99', sql: 'SELECT count(*) FROM track WHERE unit_price = 1.99' },
  { question: 'how big is the largest track', sql: 'SELECT bytes FROM track ORDER BY bytes DESC LIMIT 1' },
  { question: 'what is the avarage price of a song', sql: 'SELECT avg(unit_price) FROM track' },
  { question: 'avg duration of latin songs', sql: `SELECT avg(t.milliseconds) FROM ${tracks} WHERE g.name = 'Latin'` },
  { question: 'hwo many playlists are there', sql: 'SELECT count(*) FROM playlist' },
  { question: 'how many trakcs are in the genre pop', sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Pop'` },
  { question: 'how many songs lack a composer', sql: 'SELECT count(*) FROM track WHERE composer IS NULL' },
  {
    question: 'which artists have no albums',
    sql: 'SELECT ar.name FROM artist ar LEFT JOIN album al ON al.artist_id = ar.artist_id WHERE al.album_id IS NULL',
  },
  { question: 'what media types do the songs come in?', sql: 'SELECT name FROM media_type' },
  {
    question: 'How many orders did I place last year?',
    sql: 'SELECT count(*) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2024',
  },
  {
    question: 'how often did I buy something in 2022?',
    sql: 'SELECT count(*) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2022',
  },
  {
    question: 'How much money have I spent with you so far?',
    sql: 'SELECT sum(total) FROM invoice WHERE customer_id = 16',
  },
  {
    question: 'what did i pay in total in 2025',
    sql: 'SELECT sum(total) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2025',
  },
  {
    question: 'in which year did I spend the most',
    sql: 'SELECT extract(year FROM invoice_date) FROM invoice WHERE customer_id = 16 GROUP BY 1 ORDER BY sum(total) DESC LIMIT 1',
  },
  {
    question: 'when did I make my first purchase?',
    sql: 'SELECT min(invoice_date) FROM invoice WHERE customer_id = 16',
  },
  {
    question: 'what was the amount of my last order',
    sql: 'SELECT total FROM invoice WHERE customer_id = 16 ORDER BY invoice_date DESC LIMIT 1',
  },
  {
    question: 'which songs were on my last order?',
    sql: `SELECT t.name FROM ${mine} WHERE i.invoice_id = (SELECT invoice_id FROM invoice WHERE customer_id = 16 ORDER BY invoice_date DESC LIMIT 1)`,
  },
  {
    question: 'what did I buy last time?',
    sql: `SELECT t.name FROM ${mine} WHERE i.invoice_id = (SELECT invoice_id FROM invoice WHERE customer_id = 16 ORDER BY invoice_date DESC LIMIT 1)`,
  },
  {
    question: 'list my orders from oldest to newest',
    sql: 'SELECT invoice_id FROM invoice WHERE customer_id = 16 ORDER BY invoice_date',
  },
  {
    question: 'show me my orders with their totals, most expensive first',
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 ORDER BY total DESC',
  },
  {
    question: 'what is my most expensive order and when was it?',
    sql: 'SELECT invoice_id, invoice_date FROM invoice WHERE customer_id = 16 ORDER BY total DESC LIMIT 1',
  },
  {
    question: 'who is my support agent',
    sql: 'SELECT e.first_name, e.last_name FROM customer c JOIN employee e ON e.employee_id = c.support_rep_id WHERE c.customer_id = 16',
  },
  { question: 'which email address do you have for me?', sql: 'SELECT email FROM customer WHERE customer_id = 16' },
  { question: 'what city am I registered in', sql: 'SELECT city FROM customer WHERE customer_id = 16' },
  {
    question: 'how many songs have i bought per genre',
    sql: `SELECT g.name, count(DISTINCT t.track_id) FROM ${mine} JOIN genre g ON g.genre_id = t.genre_id GROUP BY g.name`,
  },
  {
    question: 'what genre do I buy the most',
    sql: `SELECT g.name FROM ${mine} JOIN genre g ON g.genre_id = t.genre_id GROUP BY g.name ORDER BY count(*) DESC LIMIT 1`,
  },
  {
    question: 'how many different artists did I buy songs from?',
    sql: `SELECT count(DISTINCT al.artist_id) FROM ${mine} JOIN album al ON al.album_id = t.album_id`,
  },
  {
    question: 'and the cheapest one?',
    after: ['What is my most expensive order?'],
    sql: 'SELECT invoice_id, total FROM invoice WHERE customer_id = 16 ORDER BY total LIMIT 1',
  },
  {
    question: 'only the ones over 5 dollars please',
    after: ['list all my orders'],
    sql: 'SELECT invoice_id FROM invoice WHERE customer_id = 16 AND total > 5',
  },
  {
    question: 'how many are that?',
    after: ['which songs did I buy in 2023?'],
    sql: `SELECT count(*) FROM ${mine} WHERE extract(year FROM i.invoice_date) = 2023`,
  },
  {
    question: 'ok, and for jazz?',
    after: ['how many rock songs are there?'],
    sql: `SELECT count(*) FROM ${tracks} WHERE g.name = 'Jazz'`,
  },
  {
    question: 'show me ten',
    after: ['what are the 3 longest songs?'],
    sql: 'SELECT name FROM track ORDER BY milliseconds DESC LIMIT 10',
  },
  {
    question: 'and the year after?',
    after: ['how much did I spend in 2022?'],
    sql: 'SELECT sum(total) FROM invoice WHERE customer_id = 16 AND extract(year FROM invoice_date) = 2023',
  },
]

/** Near to what is read, with words that change what is meant. */
export const misleading: readonly { question: string; isOpen?: true }[] = [
  { ...open, question: 'how many customers have no orders in 2023' },
  { ...open, question: 'how many brands do you have' },
  { ...open, question: 'what was our profit in 2023' },
  { ...open, question: 'how much tax did we pay in 2022' },
  { ...open, question: 'how many invoices were paid' },
  { ...open, question: 'did you sell more in 2022 than in 2023' },
  { ...open, question: 'how much would all jazz songs cost together with rock' },
  { ...open, question: 'which songs have no words' },
  { ...open, question: 'how many customers were there in 2023' },
  { question: 'what is the second longest song' },
  { question: 'which tracks have the most likes' },
  { question: 'how many songs can i buy with 10 dollars' },
  { question: 'how many songs are from 2022' },
  { question: 'how many songs are on my playlist' },
  { question: 'how much revenue did you make in 2023' },
  { question: 'top 3 customers by spending' },
  { question: 'which country spent the most money' },
  { question: 'how many songs without lyrics do you have' },
  { question: 'how many tracks were sold in 2023' },
]
