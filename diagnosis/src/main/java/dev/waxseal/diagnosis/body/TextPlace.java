package dev.waxseal.diagnosis.body;

/**
 * A text in a body.
 *
 * @param title its name in sentences
 * @param content the content fields of its header
 * @param lines its lines
 */
record TextPlace(String title, ContentInfo content, LineRange lines) {

  boolean isHtml() {
    return content.type().equals("text/html");
  }
}
