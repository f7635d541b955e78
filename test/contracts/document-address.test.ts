import { describe, expect, it } from 'vitest'
import { SourceFault } from '#src/contracts/connector.ts'
import { documentAddress } from '#src/contracts/document-address.ts'

const hosts = ['amazonaws.com', 'amazon.com']
const live = 'https://sellingpartnerapi-na.amazon.com'
const test = 'http://127.0.0.1:4010'

describe('the address of a document', () => {
  it.each([
    [live, 'https://tortuga-prod-na.s3-external-1.amazonaws.com/doc?X-Amz-Signature=1'],
    [live, 'https://amazonaws.com/doc'],
    [live, `${live}/documents/1`],
    [live, '/documents/relative'],
    [test, 'http://127.0.0.1:4010/doc'],
    [test, 'http://127.0.0.1:9999/doc'],
    [test, 'http://localhost:9999/doc'],
    [test, 'http://[::1]:9999/doc'],
    [test, 'https://127.1.2.3/doc'],
    ['http://localhost:1', 'http://127.0.0.1:2/doc'],
    ['http://fake.test:4010', 'http://fake.test:4011/doc'],
    ['http://fake.test:4010', 'https://bucket.s3.amazonaws.com/doc'],
  ])('of an interface at %s may be %s', (api, url) => {
    expect(documentAddress(url, { api, hosts })).toBe(new URL(url, api).href)
  })

  it.each([
    [live, 'http://bucket.s3.amazonaws.com/doc'],
    [live, 'https://bucket.s3.amazonaws.com:8443/doc'],
    [live, 'https://amazonaws.com.example.org/doc'],
    [live, 'https://notamazonaws.com/doc'],
    [live, 'https://user:word@bucket.s3.amazonaws.com/doc'],
    [live, 'https://amazonaws.com@example.org/doc'],
    [live, 'http://127.0.0.1:4010/doc'],
    [live, 'http://169.254.169.254/latest/meta-data/'],
    [live, 'https://169.254.169.254/latest/meta-data/'],
    [live, 'file:///etc/passwd'],
    [live, 'data:text/plain,1'],
    [live, 'http://sellingpartnerapi-na.amazon.com/doc'],
    [live, 'https://'],
    [test, 'http://169.254.169.254/latest/meta-data/'],
    [test, 'http://127.0.0.1.example.org/doc'],
    [test, 'http://10.0.0.5/doc'],
    ['http://fake.test:4010', 'http://127.0.0.1:80/doc'],
    ['', 'document'],
  ])('of an interface at %s is not %s', (api, url) => {
    expect(() => documentAddress(url, { api, hosts })).toThrow(SourceFault)
  })
})
