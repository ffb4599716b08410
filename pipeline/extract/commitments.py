"""placeholder"""
from pipeline.records import *
def extract_commitments(context, parsed): return []
