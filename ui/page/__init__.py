"""The page: on the left what is asked, looked through, traced or kept; on the right the article it stands in."""
