/** How every field for text, number or choice looks; sixteen pixels on phones, or browsers enlarge the page. */
export const controlLook =
  'min-h-11 w-full rounded-control border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-soft disabled:opacity-60 aria-invalid:border-danger md:min-h-10 md:text-sm'
