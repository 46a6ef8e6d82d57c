import pg from 'pg'
import { AppError } from '@/lib/domain/errors'
import { hardenDatabase } from './harden-database'
import { quoteName, quoteText } from './quote'
import { atDatabase, type DataServer, serverUrl } from './source-address'
import { privateSchemaOf, sourceNames } from './source-names'

const privileges = '42501'

/**
 * Makes the empty database of a loaded source with its two roles: `reader`, which runs queries and has no rights yet, and
 * `owner`, which loads it and cannot log in. Gives its address as the server itself. Throws SERVER_ERROR where there is no
 * server, or where the server's role may not make databases and roles.
 */
export async function makeDatabase(server: DataServer, sourceId: string): Promise<string> {
  const url = serverUrl(server)
  const { database, reader, owner } = sourceNames(sourceId)
  await connected(url, async (client) => {
    const password = quoteText(server.passwordOf(sourceId))
    const rights = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS'
    await client.query(`CREATE ROLE ${quoteName(reader)} LOGIN ${rights} CONNECTION LIMIT 8 PASSWORD ${password}`)
    await client.query(`CREATE ROLE ${quoteName(owner)} NOLOGIN ${rights}`)
    // The tables are the owner's, and a query that goes on too long is the reader's: a superuser needs neither grant.
    await client.query(`GRANT ${quoteName(owner)}, ${quoteName(reader)} TO CURRENT_USER`)
    await client.query(`CREATE DATABASE ${quoteName(database)} ENCODING 'UTF8' TEMPLATE template0`)
    await client.query(`REVOKE ALL ON DATABASE ${quoteName(database)} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${quoteName(database)} TO ${quoteName(reader)}`)
    await closeOthers(client)
    await limitRole(client, reader, database)
  })
  const address = atDatabase(url, database)
  await connected(address, (client) =>
    client.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT ALL ON SCHEMA public TO ${quoteName(owner)}`),
  )
  return address
}

/**
 * Ends the loading of a database: what its owner could do is taken away, and the place is made where the server binds who
 * asks. False where the server's role could not take all of it. Throws VALIDATION_FAILED when loading left code behind.
 */
export async function sealDatabase(client: pg.Client, sourceId: string): Promise<boolean> {
  const { reader, owner } = sourceNames(sourceId)
  const { rows } = await client.query(
    "SELECT 1 FROM pg_proc WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) LIMIT 1",
  )
  if (rows.length > 0) throw new AppError('VALIDATION_FAILED', 'The script makes functions, which is not allowed')
  const isHard = await hardenDatabase(client, reader)
  await makePrivateSchema(client, reader, privateSchemaOf({ id: sourceId, kind: 'loaded' }))
  await client.query(`REVOKE CREATE ON SCHEMA public FROM ${quoteName(owner)}`)
  return isHard
}

/** Removes a loaded source's database and roles, as far as they are there. */
export async function dropDatabase(server: DataServer, sourceId: string): Promise<void> {
  const { database, reader, owner } = sourceNames(sourceId)
  await connected(serverUrl(server), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${quoteName(database)} WITH (FORCE)`)
    for (const role of [reader, owner]) await client.query(`DROP ROLE IF EXISTS ${quoteName(role)}`)
  })
}

/** Runs `work` on one connection. Throws SERVER_ERROR with what to do where the role's rights do not suffice. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // What a loaded script leaves behind is never called by accident.
    await client.query('SET search_path = pg_catalog, pg_temp')
    return await work(client)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== privileges) throw error
    const what = 'The role of this PostgreSQL server may not make databases and roles for data sources'
    throw new AppError('SERVER_ERROR', `${what}: set DATA_DATABASE_URL to one that may (CREATEDB, CREATEROLE).`, {
      cause: error,
    })
  } finally {
    await client.end()
  }
}

// Everybody may connect to a new database unless told otherwise: to ours nobody but us, the reading roles least of all.
async function closeOthers(client: pg.Client): Promise<void> {
  // One at a time: two who change the rights of a database at once fail. The lock ends with the connection.
  await client.query("SELECT pg_advisory_lock(hashtext('parley data databases'))")
  const { rows } = await client.query<{ name: string }>(
    `SELECT d.datname AS name FROM pg_database d JOIN pg_roles r ON r.rolname = current_user
     WHERE d.datname <> 'template0' AND has_database_privilege('public', d.oid, 'CONNECT')
       AND (d.datdba = r.oid AND d.datname IN (current_database(), 'postgres', 'template1'))`,
  )
  for (const { name } of rows)
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoteName(name)} FROM PUBLIC`)
}

async function limitRole(client: pg.Client, reader: string, database: string): Promise<void> {
  const settings = {
    default_transaction_read_only: 'on',
    statement_timeout: "'30s'",
    lock_timeout: "'1s'",
    idle_in_transaction_session_timeout: "'60s'",
    work_mem: "'16MB'",
    max_parallel_workers_per_gather: '0',
  }
  for (const [name, value] of Object.entries(settings))
    await client.query(`ALTER ROLE ${quoteName(reader)} IN DATABASE ${quoteName(database)} SET ${name} = ${value}`)
  // Only a superuser may; without it a sort may fill the disk until its time is over.
  await client.query(`ALTER ROLE ${quoteName(reader)} SET temp_file_limit = '512MB'`).catch(() => undefined)
}

/** Who a connection speaks for: written by the server's own connections, read by the policies, out of reach of queries. */
export async function makePrivateSchema(client: pg.ClientBase, reader: string, name: string): Promise<void> {
  const schema = quoteName(name)
  await client.query(`
    CREATE SCHEMA ${schema};
    CREATE UNLOGGED TABLE ${schema}.bound (pid integer PRIMARY KEY, key text NOT NULL);
    CREATE FUNCTION ${schema}.identity_key() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
      AS 'SELECT key FROM ${schema}.bound WHERE pid = pg_catalog.pg_backend_pid()';
    REVOKE ALL ON FUNCTION ${schema}.identity_key() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${schema}.identity_key() TO ${quoteName(reader)}`)
}
