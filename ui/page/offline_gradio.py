"""Gradio, imported so that it sends no usage data and asks no outside host."""

import os

# Read when Gradio is imported. HF_HUB_OFFLINE is not set: it would keep the process from downloading an encoder.
os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")

import gradio as gr

__all__ = ["gr"]
