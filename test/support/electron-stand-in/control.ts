import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clickMenu } from './desktop-parts.ts'
import { answerRequest } from './protocol.ts'
import { dialogAnswers, records } from './records.ts'
import { grantedOf, passedOf } from './session.ts'

app.on('close-all-windows', () => {
  for (const window of BrowserWindow.getAllWindows()) window.close()
})

/** What a spec may ask of the desktop, over the channel of its child process. */
const answers = {
  records: () => records,
  answerDialog: (button: number) => dialogAnswers.push(button),
  clickMenu: (id: string) => clickMenu(id),
  openFile: (path: string) => app.emit('open-file', { preventDefault: () => {} }, path),
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
  /** A page whose process really died cannot be used again through the debugger, so this only tells the app. */
  crashPage: () =>
    BrowserWindow.getAllWindows()[0]?.webContents.emit(
      'render-process-gone',
      {},
      { reason: 'crashed', exitCode: 5 },
    ),
  windowCount: () => BrowserWindow.getAllWindows().length,
  grantedOf,
  passedOf,
  request: async (url: string) => {
    const response = await answerRequest(url, 'GET')
    return response && { status: response.status, headers: Object.fromEntries(response.headers) }
  },
} as const

export type DesktopAnswers = typeof answers

process.on(
  'message',
  async ({ id, name, param }: { id: number; name: keyof DesktopAnswers; param: never }) => {
    process.send?.({ type: 'answer', id, value: await answers[name](param) })
  },
)
// The channel to the spec must not keep a closed app alive.
process.channel?.unref()
