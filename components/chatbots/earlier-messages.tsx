import { useMutation } from '@tanstack/react-query'
import { Button } from '../ui/button'
import { chatbotTexts } from './chatbot-texts'

/** What was said before the messages that stand here. */
export function EarlierMessages({ onShow }: { onShow: () => Promise<void> }) {
  const show = useMutation({ mutationFn: onShow })
  return (
    <Button look="plain" className="mb-3" disabled={show.isPending} onClick={() => show.mutate()}>
      {show.isError ? chatbotTexts.talk.earlierFailed : chatbotTexts.talk.earlier}
    </Button>
  )
}
