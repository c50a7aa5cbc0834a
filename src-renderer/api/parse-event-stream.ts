export interface StreamedEvent {
  readonly id: string | undefined
  readonly data: string
}

/** Takes a text/event-stream in pieces and gives the events that are complete. */
export function createEventStreamParser(): (piece: string) => StreamedEvent[] {
  let rest = ''
  return piece => {
    rest = (rest + piece).replaceAll('\r\n', '\n')
    const events: StreamedEvent[] = []
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
      const event = parseEvent(rest.slice(0, end))
      if (event !== undefined) events.push(event)
      rest = rest.slice(end + 2)
    }
    return events
  }
}

function parseEvent(text: string): StreamedEvent | undefined {
  let id: string | undefined
  const data: string[] = []
  for (const line of text.split('\n')) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (field === 'id') id = value
    if (field === 'data') data.push(value)
  }
  return data.length === 0 ? undefined : { id, data: data.join('\n') }
}
