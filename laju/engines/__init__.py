"""Heavy work on whole tables, images and sites; no Django."""
