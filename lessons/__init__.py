"""The course: content files, their loader, lesson and quiz pages, the content check."""
