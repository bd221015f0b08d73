export {
  downloadDocumentTemplate,
  listDocumentTemplates,
  restoreDocumentTemplate,
  uploadDocumentTemplate,
} from './change-template.js';
export { makeDocument, makeSummaryDocument, type DocumentRequest } from './make-document.js';
export { listInspectionNotices, listMatterDocuments, makeMatterDocument } from './matter-documents.js';
export { downloadDocument, listDocuments, listSummaryDocuments } from './read-documents.js';
