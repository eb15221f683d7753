package io.darkroom.upload.intake;

/// Examples in the OpenAPI document.
final class UploadExamples {

    static final String RECEIPT = """
            {
              "id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
              "sizeBytes": 2483112,
              "sha256": "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1",
              "mediaType": "image/jpeg",
              "receivedAt": "2026-11-22T12:00:00.123Z",
              "fileName": "holiday.jpg",
              "links": {
                "self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                "original": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original"
              }
            }""";

    static final String FORM_ANSWER = """
            {
              "images": [
                {
                  "fileName": "holiday.jpg",
                  "receipt": {
                    "id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                    "sizeBytes": 2483112,
                    "sha256": "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1",
                    "mediaType": "image/jpeg",
                    "receivedAt": "2026-11-22T12:00:00.123Z",
                    "fileName": "holiday.jpg",
                    "links": {
                      "self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                      "original": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original"
                    }
                  }
                },
                {
                  "fileName": "notes.txt",
                  "problem": {
                    "type": "https://darkroom.dev/problems/unsupported-media-type",
                    "title": "Unsupported Media Type",
                    "status": 415,
                    "detail": "The leading bytes are of no format that is taken: image/jpeg, image/png.",
                    "code": "UNSUPPORTED_MEDIA_TYPE",
                    "fault": "SENDER"
                  }
                }
              ],
              "complete": true
            }""";

    static final String TOO_MANY_PIXELS = """
            {
              "type": "https://darkroom.dev/problems/too-many-pixels",
              "title": "Unprocessable Content",
              "status": 422,
              "detail": "The image has 12,000 × 9,000 pixels; at most 50,000,000 in all are taken.",
              "code": "TOO_MANY_PIXELS",
              "fault": "SENDER"
            }""";

    private UploadExamples() {}
}
