export {
  downloadDocumentTemplate,
  listDocumentTemplates,
  restoreDocumentTemplate,
  uploadDocumentTemplate,
} from './change-template.js';
export { makeDocument, makeSummaryDocument, type DocumentRequest } from './make-document.js';
export { downloadDocument, listDocuments, listSummaryDocuments } from './read-documents.js';
