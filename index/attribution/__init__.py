"""Attribution: who said what in one article, from its tags, its speaker turns and its metadata."""
