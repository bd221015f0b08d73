export { addAttachment } from './add-attachment.js';
export { LARGEST_ATTACHMENT } from './store-attachment.js';
export { answerAlerts } from './answer-alerts.js';
export { answerAlert } from './answer-alert.js';
export { getAttachment, type Download } from './get-attachment.js';
export { getDraft, saveDraft } from './keep-draft.js';
export { receiveAlert } from './receive-alert.js';
export { writeReminders } from './write-reminders.js';
