import {
  AlignLeft,
  AtSign,
  Calendar,
  CalendarClock,
  Clock,
  Coins,
  Hash,
  Link as LinkIcon,
  ListChecks,
  type LucideIcon,
  MapPin,
  Phone,
  Signpost,
  SquareCheck,
  Star,
  TextCursorInput,
  ToggleLeft,
  User,
} from 'lucide-react'
import { type FieldType, fieldTypes } from '@/lib/domain/form'

const icons: Record<FieldType, LucideIcon> = {
  ...{ text: TextCursorInput, long_text: AlignLeft, name: User, email: AtSign, phone: Phone },
  ...{ choice: SquareCheck, choices: ListChecks, yes_no: ToggleLeft, rating: Star, number: Hash, money: Coins },
  ...{ date: Calendar, time: Clock, date_time: CalendarClock, address: MapPin, postal_code: Signpost, url: LinkIcon },
}

export function fieldIcon(type: unknown): LucideIcon {
  return icons[fieldTypeOf(type) ?? 'text']
}

/** Null for what is no type of ours. */
export function fieldTypeOf(type: unknown): FieldType | null {
  return fieldTypes.find((known) => known === type) ?? null
}
