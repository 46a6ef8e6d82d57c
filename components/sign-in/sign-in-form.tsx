import type { ComponentProps } from 'react'
import { texts } from '../texts'
import { Button } from '../ui/button'

/** A plain form: the server answers it with a redirect, here again with `problem` where it did not fit. */
export function SignInForm({ callbackUrl, problem }: { callbackUrl: string; problem: string | null }) {
  const described = problem === null ? {} : { 'aria-describedby': 'problem', 'aria-invalid': true }
  return (
    <form method="post" action="/api/auth/callback/credentials" className="space-y-5">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {problem === null ? null : (
        <p id="problem" role="alert" className="text-danger">
          {problem}
        </p>
      )}
      <Field
        label={texts.signIn.email}
        name="email"
        type="text"
        inputMode="email"
        autoComplete="username"
        {...described}
      />
      <Field
        label={texts.signIn.password}
        name="password"
        type="password"
        autoComplete="current-password"
        {...described}
      />
      <Button type="submit" look="accent" className="w-full">
        {texts.signIn.submit}
      </Button>
      <p className="text-ink-soft text-xs">
        {texts.signIn.forgotten} <code className="font-mono">npm run people -- password</code>
      </p>
    </form>
  )
}

function Field({ label, name, ...input }: { label: string; name: string } & ComponentProps<'input'>) {
  return (
    <label className="block">
      <span className="mb-1.5 block font-medium">{label}</span>
      <input
        name={name}
        required
        autoCapitalize="none"
        spellCheck={false}
        className="min-h-11 w-full rounded-control border border-line-strong bg-surface px-3 text-base md:text-sm"
        {...input}
      />
    </label>
  )
}
