import type { Env } from '@/lib/env'
import type { Secrets } from '@/lib/secrets'

/** What the start prints, once. A secret is shown only by the start that made it. */
export function banner(at: {
  env: Env
  port: number
  secrets: Secrets
  dataDir: string
  modelName: string
  /** A model server found on this machine: offered, not used. */
  localModel?: { baseUrl: string; model: string } | null
}): string {
  const { env, port, secrets, dataDir, modelName, localModel } = at
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST
  const url = `http://${host === '0.0.0.0' || host === '[::]' ? 'localhost' : host}:${port}`
  const kept = `kept in ${dataDir}/secrets.json`
  const shown = (name: 'adminApiKey' | 'adminPassword', given: string | undefined) =>
    secrets.made.includes(name) ? `${secrets[name]}  (${kept})` : given ? 'as set by the environment' : kept
  return [
    '',
    '  Parley is ready',
    '',
    `  address    ${url}`,
    `  login      ${url}/login, ${env.ADMIN_EMAIL}, password ${shown('adminPassword', env.ADMIN_PASSWORD)}`,
    `  API key    ${shown('adminApiKey', env.ADMIN_API_KEY)}`,
    `  language   ${modelName}`,
    ...(localModel ? [`             an Ollama runs here; to use it: ${setting(localModel)} npm start`] : []),
    `  database   ${env.DATABASE_URL ? 'DATABASE_URL' : `embedded PostgreSQL in ${dataDir}`}`,
    '',
    '  try it     npm run chat',
    '',
  ].join('\n')
}

function setting({ baseUrl, model }: { baseUrl: string; model: string }): string {
  return `OPENAI_BASE_URL=${baseUrl} OPENAI_MODEL=${model}`
}
