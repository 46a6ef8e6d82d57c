import { expect, test } from 'vitest'
import { failureText } from './failure-text'

test.each([
  ['connect ECONNREFUSED 127.0.0.1:9', 'nothing answers at this address (ECONNREFUSED)'],
  ['getaddrinfo ENOTFOUND hooks.example.org', 'this host name is not known (ENOTFOUND)'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  ['No complete answer within 10 s', 'No complete answer within 10 s'],
  ['HTTP 500', 'HTTP 500'],
])('%s is told as: %s', (error, told) => expect(failureText(error)).toBe(told))
