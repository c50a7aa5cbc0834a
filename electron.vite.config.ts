import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Worker threads are files of their own: `base/worker-file.ts` finds them beside the bundle. */
const mainEntries = {
  electron: 'src-main/electron/main.ts',
  cli: 'src-main/cli/main.ts',
  'ingest-worker': 'src-main/ingest/ingest-worker.ts',
  'checkpoint-worker': 'src-main/ingest/checkpoint-worker.ts',
  'import-worker': 'src-main/ingest/import/import-worker.ts',
  'query-worker': 'src-main/engine/query-worker.ts',
}

export default defineConfig({
  main: {
    build: {
      sourcemap: false,
      license: { fileName: 'licenses.md' },
      // Everything but the native package is bundled: less to pack, and fewer files to open at start.
      externalizeDeps: false,
      rollupOptions: {
        external: ['better-sqlite3'],
        input: mainEntries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      sourcemap: false,
      rollupOptions: {
        input: 'src-preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      sourcemap: false,
      license: { fileName: 'licenses.md' },
      rollupOptions: { input: 'src-renderer/index.html' },
    },
  },
})
