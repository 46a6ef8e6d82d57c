import { build } from 'esbuild'

/** One of our TypeScript entries as a file that Node runs; packages stay where they are. */
export async function bundle(root, entries, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'silent',
  })
}
