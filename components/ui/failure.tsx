/** What something was refused with; nothing where it was not. */
export function Failure({ children }: { children: string | null | undefined }) {
  if (!children) return null
  return (
    <p role="alert" className="wrap-anywhere text-danger">
      {children}
    </p>
  )
}
