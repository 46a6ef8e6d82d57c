import { describe, expect, test } from 'vitest'
import { EgressRefused, isEgressRefused } from '@/lib/domain/egress'
import { egressRequest } from '@/test/egress-request'
import { silentLog } from '@/test/silent-log'
import { createEgress } from './guarded-http'

const names: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'intranet.example': ['10.1.2.3'],
  'half-inside.example': ['93.184.216.34', '192.168.0.7'],
  'six.example': ['fd12:3456::1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'zoned.example': ['fe80::1%eth0'],
  'nonsense.example': ['not an address'],
}
const resolveByTable = async (host: string) => names[host] ?? names[host.replace(/\.$/, '')] ?? []
const closed = createEgress({ allow: [], resolve: resolveByTable, log: silentLog })
describe('addresses that are refused before any request', () => {
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://127.255.255.254:8080/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://0x7f.1/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://017700000001/', 'loopback'],
    ['http://0x7F.0X0.0.1/', 'loopback'],
    ['http://１２７.0.0.1/', 'loopback'],
    ['http://①②⑦.0.0.1/', 'loopback'],
    ['http://127。0。0。1/', 'loopback'],
    ['http://%31%32%37.0.0.1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http:127.0.0.1/', 'loopback'],
    ['http:\\\\127.0.0.1\\admin', 'loopback'],
    ['HTTP://LOCALHOST/', 'loopback'],
    ['http://localhost./', 'loopback'],
    ['https://localhost:5432/', 'loopback'],
    ['http://0/', 'unspecified'],
    ['http://0.0.0.0/', 'unspecified'],
    ['http://0.1.2.3/', 'unspecified'],
    ['http://10.0.0.1/', 'private'],
    ['http://0xa000001/', 'private'],
    ['http://172.16.0.1/', 'private'],
    ['http://172.31.255.255/', 'private'],
    ['http://192.168.1.1/', 'private'],
    ['http://0300.0250.1/', 'private'],
    ['http://100.64.0.1/', 'carrierGradeNat'],
    ['http://100.100.100.200/latest/meta-data', 'carrierGradeNat'],
    ['http://169.254.169.254/latest/meta-data', 'linkLocal'],
    ['http://0xA9FEA9FE/', 'linkLocal'],
    ['http://2852039166/', 'linkLocal'],
    ['http://metadata.google.internal/', 'linkLocal'],
    ['http://168.63.129.16/', 'metadata'],
    ['http://192.0.0.192/', 'reserved'],
    ['http://198.18.0.1/', 'reserved'],
    ['http://203.0.113.9/', 'reserved'],
    ['http://224.0.0.1/', 'multicast'],
    ['http://240.0.0.1/', 'reserved'],
    ['http://255.255.255.255/', 'broadcast'],
    ['http://[::1]/', 'loopback'],
    ['http://[0:0:0:0:0:0:0:1]/', 'loopback'],
    ['http://[::]/', 'unspecified'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://[::ffff:7f00:1]/', 'loopback'],
    ['http://[::ffff:a9fe:a9fe]/', 'linkLocal'],
    ['http://[::127.0.0.1]/', 'reserved'],
    ['http://[::ffff:0:127.0.0.1]/', 'rfc6145'],
    ['http://[64:ff9b::127.0.0.1]/', 'rfc6052 to loopback'],
    ['http://[64:ff9b::a00:1]/', 'rfc6052 to private'],
    ['http://[64:ff9b:1::1]/', 'rfc6052'],
    ['http://[2002:7f00:1::]/', '6to4 to loopback'],
    ['http://[2002:c0a8:101::1]/', '6to4 to private'],
    ['http://[2001::1]/', 'teredo'],
    ['http://[2001:db8::1]/', 'reserved'],
    ['http://[fe80::1]/', 'linkLocal'],
    ['http://[fec0::1]/', 'deprecatedSiteLocal'],
    ['http://[fc00::1]/', 'uniqueLocal'],
    ['http://[fd00:ec2::254]/', 'uniqueLocal'],
    ['http://[ff02::1]/', 'multicast'],
    ['http://[100::1]/', 'discard'],
    ['http://intranet.example/', 'private'],
    ['http://half-inside.example/', 'private'],
    ['http://six.example/', 'uniqueLocal'],
    ['http://mapped.example/', 'private'],
    ['http://zoned.example/', 'linkLocal'],
  ])('%s: %s', async (url, range) => {
    const refusal = closed.send(egressRequest(url))
    await expect(refusal).rejects.toSatisfy(isEgressRefused)
    await expect(refusal).rejects.toThrow(`closed range (${range})`)
  })

  test.each([
    ['', /not a valid URL/],
    ['//example.com/', /not a valid URL/],
    ['http://', /not a valid URL/],
    ['http://256.0.0.1/', /not a valid URL/],
    ['http://1.2.3.4.5/', /not a valid URL/],
    ['http://[::1%25lo]/', /not a valid URL/],
    ['http://[fe80::1%eth0]/', /not a valid URL/],
    ['http://exa mple.com/', /not a valid URL/],
    ['http://example.com:99999/', /not a valid URL/],
    ['http://exam\nple.com/', /control characters/],
    ['http://example.com/\r\nX-Evil: 1', /control characters/],
    ['file:///etc/passwd', /Only http and https/],
    ['ftp://example.com/', /Only http and https/],
    ['gopher://127.0.0.1:6379/_SET', /Only http and https/],
    ['data:text/plain,hello', /Only http and https/],
    ['unix:/var/run/docker.sock', /Only http and https/],
    ['http://user:secret@93.184.216.34/', /user name or password/],
    ['http://93.184.216.34@127.0.0.1/', /user name or password/],
    ['http://{{host}}/', /no valid host name/],
    ['http://nonsense.example/', /no address/],
  ])('%j is refused: %s', async (url, rule) => {
    const refusal = closed.send(egressRequest(url))
    await expect(refusal).rejects.toBeInstanceOf(EgressRefused)
    await expect(refusal).rejects.toThrow(rule)
  })

  test('a refusal never repeats the password or the query of the address', async () => {
    const refusal = closed.send(egressRequest('http://user:hunter2@127.0.0.1/?token=s3cret'))
    await expect(refusal).rejects.not.toThrow(/hunter2|s3cret/)
  })
})
