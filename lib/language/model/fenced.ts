/** JSON text that cannot close the element it stands in. */
export function fenced(json: string): string {
  return json.replaceAll('</', '<\\/')
}
