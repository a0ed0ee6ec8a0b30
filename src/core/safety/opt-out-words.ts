/**
 * Whole messages that opt out, in, or ask for help in any language, whatever the person chose: those of the US carriers and of
 * languages we do not speak yet. English ones are fixed by 47 CFR 64.1200(a)(10) and the carriers; Spanish and French
 * from public messaging code; the rest still needs a native reader.
 */
export const optOutWords = {
  stop: [
    ...['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out', 'remove'],
    ...['alto', 'parar', 'pare', 'detener', 'cancelar', 'baja', 'salir', 'no mas', 'basta'],
    ...['arret', 'arrete', 'arreter', 'desabonner', 'sair', 'kanpe', 'rete', 'sispann'],
    ...['停止', '退订', '取消', '退訂', 'стоп', 'отписаться', 'إيقاف', 'توقف', 'الغاء', 'إلغاء', '중지', '수신거부'],
    ...['hinto', 'tigil', 'jooji'],
  ],
  start: ['start', 'unstop'],
  startWhenStopped: ['yes', 'si'],
  help: ['help', 'info', 'ayuda', 'aide', 'ajuda', 'ed', '帮助', '幫助', 'помощь', 'مساعدة', '도움', 'tulong', 'caawi'],
} as const;

/** Compared with their marks, for without them they are other words: đúng is "correct" and dừng is "stop". */
export const optOutWordsWithMarks = { stop: ['dừng', 'dung', 'ngừng', 'hủy', 'huỷ', 'huy'] } as const;
