import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks on the terminal. What is secret is not shown while it is typed. */
export async function askPerson(question: string, isSecret = false): Promise<string> {
  const { stdin, stderr } = process
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  stderr.write(question)
  const lines = createInterface({ input: stdin, output: isSecret ? silent : stderr, terminal: isSecret })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    if (isSecret) stderr.write('\n')
  }
}

/** The first line of what a program or a file hands in. */
export async function readLine(): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of process.stdin) chunks.push(String(chunk))
  return chunks.join('').split('\n')[0]?.trim() ?? ''
}
