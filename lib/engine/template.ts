import type { Json, JsonObject } from '@/lib/domain/json'
import type { ApiCall } from '@/lib/domain/workflow'

const placeholder = /\{\{\s*([^{}\s]+)\s*\}\}/g

/** `{{name}}` becomes the variable's value, unknown and null the empty string (contract 6, Substitution). */
export function fillTemplate(template: string, variables: JsonObject): string {
  return template.replace(placeholder, (_, name: string) =>
    asText(Object.hasOwn(variables, name) ? variables[name] : null),
  )
}

/** The value as a template and a string comparison see it. */
export function asText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Every string of an api_call filled in; keys stay as they are. */
export function fillApiCall(call: ApiCall, variables: JsonObject): ApiCall {
  const fill = (text: string) => fillTemplate(text, variables)
  return {
    ...call,
    url: call.url.replace(placeholder, (whole) => encodeURIComponentOnce(fill(whole))),
    headers: mapValues(call.headers, fill),
    queryParams: mapValues(call.queryParams, fill),
    body: fillJson(call.body, fill),
  }
}

// A variable inside a URL's path or query must not add path segments or parameters; one that is a whole origin may stand.
function encodeURIComponentOnce(value: string): string {
  return /^https?:\/\//i.test(value) ? value : encodeURIComponent(value)
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function fillJson(value: Json, fill: (text: string) => string): Json {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value)) return value.map((item) => fillJson(item, fill))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item, fill)]))
}
