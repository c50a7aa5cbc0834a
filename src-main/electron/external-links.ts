import { type BrowserWindow, dialog, shell } from 'electron'
import { externalLink } from './external-link-rule.ts'

const OPEN = 0
const CANCEL = 1

/** Opens a link in the user's browser once the user has read the whole address and agreed. */
export function createLinkOpener(window: () => BrowserWindow | undefined): (address: unknown) => void {
  let isAsking = false
  return address => {
    const link = externalLink(address)
    const parent = window()
    if (link === undefined || parent === undefined || isAsking) return
    isAsking = true
    void askThenOpen(parent, link).finally(() => {
      isAsking = false
    })
  }
}

async function askThenOpen(parent: BrowserWindow, link: string): Promise<void> {
  const answer = await dialog.showMessageBox(parent, {
    type: 'question',
    message: 'Open this link in your browser?',
    detail: link,
    buttons: ['Open', 'Cancel'],
    defaultId: CANCEL,
    cancelId: CANCEL,
    noLink: true,
  })
  if (answer.response === OPEN) await shell.openExternal(link)
}
