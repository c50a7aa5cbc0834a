import { pathOf } from '../api/path-of.ts'

const TRACE_NAMES = /\.(jsonl|json|ndjson|csv|db)(\.gz)?$/i

/** What was dropped. A desktop host walks folders itself; in a browser their trace files are looked for here. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const items = [...data.items].map(item => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry() }))
  const found: File[] = []
  for (const { file, entry } of items) {
    if (file === null) continue
    const isFolder = entry?.isDirectory === true && pathOf(file) === null
    if (isFolder) await walk(entry, found)
    else found.push(file)
  }
  return found
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (isFolder(entry)) for (const child of await childrenOf(entry)) await walk(child, found)
  else if (isFile(entry) && TRACE_NAMES.test(entry.name)) {
    found.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)))
  }
}

/** A folder tells its entries a hundred at a time, and nothing when there are no more. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (more.length === 0) return children
    children.push(...more)
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}
