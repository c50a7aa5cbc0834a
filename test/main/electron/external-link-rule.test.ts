import { describe, expect, test } from 'vitest'
import { externalLink } from '../../../src-main/electron/external-link-rule.ts'

describe('a link is handed to the operating system', () => {
  test.each([
    ['https://example.org', 'https://example.org/'],
    ['https://example.org:8443/a/b?c=d&e=f#g', 'https://example.org:8443/a/b?c=d&e=f#g'],
    ['HTTPS://Example.org/', 'https://example.org/'],
    ['mailto:someone@example.org', 'mailto:someone@example.org'],
  ])('%s', (address, link) => expect(externalLink(address)).toBe(link))

  test('with the real name of a look-alike host, as the user must see it', () => {
    expect(externalLink('https://exаmple.org/')).toBe('https://xn--exmple-4nf.org/')
  })
})

describe('not handed over is', () => {
  test.each([
    'http://example.org/',
    'file:///etc/passwd',
    'file://server/share/run.exe',
    'smb://server/share',
    '\\\\server\\share\\run.exe',
    '//example.org/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'vbscript:msgbox(1)',
    'ms-msdt:/id PCWDiagnostic',
    'ms-officecmd:{"id":3}',
    'search-ms:query=x&crumb=location:\\\\server',
    'shell:startup',
    'vscode://file/etc/passwd',
    'steam://run/1',
    'ssh://-oProxyCommand=calc/x',
    'tel:+123',
    'about:blank',
    'app://runback/index.html',
    'devtools://devtools/',
    'view-source:https://example.org/',
    'https:example.org',
    'https:/example.org',
    'https:\\\\example.org\\',
    'https:///example.org',
    'https://',
    'https://user:secret@example.org/',
    'https://example.org@evil.example/',
    ' https://example.org/',
    'https://example.org/\u202efdp.exe',
    'https://exam\u200bple.org/',
    'https://example.org/a b',
    'https://example.org/\u0000',
    `https://example.org/${'a'.repeat(3000)}`,
    'mailto:a@example.org?attach=/etc/passwd',
    'mailto:a@example.org?bcc=b@example.org',
    '--gpu-launcher=calc',
    '',
  ])('%j', address => expect(externalLink(address)).toBeUndefined())

  test.each([undefined, null, 7, {}, ['https://example.org'], { toString: () => 'https://example.org' }])(
    'what is no text: %j',
    address => expect(externalLink(address)).toBeUndefined(),
  )
})
