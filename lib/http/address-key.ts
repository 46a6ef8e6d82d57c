/** What is counted as one client: one customer of a provider has a whole /64 of IPv6. */
export function addressKey(client: string): string {
  if (!client.includes(':')) return client
  const [head = ''] = client.split('::', 1)
  return [...head.split(':').filter(Boolean), '0', '0', '0', '0'].slice(0, 4).join(':')
}
