import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesHandedOver, readCommandLine } from '../../../src-main/electron/command-line.ts'

const folder = resolve('/home/someone')
const appPath = resolve('/opt/runback')

const read = (argv: readonly string[], isPackaged = false) =>
  readCommandLine({ argv, folder, appPath, isPackaged })

describe('the command line', () => {
  test('gives the data folder, the ports and the files to open', () => {
    const argv = [
      'electron',
      appPath,
      '--data-dir',
      'data',
      '--api-port=0',
      '--otlp-http-port',
      '4999',
      'run.json',
    ]

    expect(read(argv)).toEqual({
      dataDir: resolve(folder, 'data'),
      ports: { api: 0, otlpHttp: 4999, otlpGrpc: undefined },
      files: [resolve(folder, 'run.json')],
    })
  })

  test('leaves to the settings what it does not name', () => {
    expect(read(['runback'], true)).toEqual({
      dataDir: undefined,
      ports: { api: undefined, otlpHttp: undefined, otlpGrpc: undefined },
      files: [],
    })
  })

  test('takes every file of a packaged app, which has no path of its own among them', () => {
    expect(read(['runback', '/tmp/a.json', '/tmp/b.json'], true).files).toEqual([
      resolve('/tmp/a.json'),
      resolve('/tmp/b.json'),
    ])
  })

  test('passes over what stands before the app, and switches of Chromium after it', () => {
    const argv = [
      'electron',
      '-r',
      '/x/loader.js',
      '--no-sandbox',
      appPath,
      '--ozone-platform=x11',
      '--api-port',
      '1',
    ]

    expect(read(argv)).toMatchObject({ files: [], ports: { api: 1 } })
  })

  test.each(['65536', '-1', 'x', '', '1e3', '80.5', '999999'])('does not take %j for a port', port => {
    expect(read(['electron', appPath, `--api-port=${port}`]).ports.api).toBeUndefined()
  })
})

describe('what a second start hands over', () => {
  test('is its files', () => {
    expect(filesHandedOver({ files: ['/a', '/b'] })).toEqual(['/a', '/b'])
  })

  test.each([null, undefined, 'x', {}, { files: 'x' }, { files: [1, {}] }])(
    'is nothing when it is %j',
    message => {
      expect(filesHandedOver(message)).toEqual([])
    },
  )
})
