import { type SignInServices, serveSignIn } from '@/lib/dialects/console/sign-in'
import { runningServices } from '@/lib/http/running-services'

type Context = { params: Promise<{ nextauth: string[] }> }

const handle = async (request: Request, { params }: Context) =>
  serveSignIn(request, (await params).nextauth, runningServices<SignInServices>())

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT }
